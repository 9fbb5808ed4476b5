import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { dossiers } from "@/db/schema/dossiers";
import { importRows } from "@/db/schema/import-staging";
import { uuidArray } from "@/db/uuid-array";
import type { RecognizedRow } from "@/lib/services/imports/recognize/recognize.types";
import type { ExistingDossier, FullRow } from "./judge-row";

// An array, and not a set that the planner knows nothing of: each row is found by the index.
const ranksAmong = (rows: readonly { rank: number }[]) =>
  sql`${importRows.rank} = any(string_to_array(${rows.map(({ rank }) => rank).join(",")}, ',')::int[])`;

/** All of some recognised rows of an import. */
export async function loadStaged(db: Db, importId: string, rows: readonly RecognizedRow[]): Promise<FullRow[]> {
  const staged = await db
    .select({
      rank: importRows.rank,
      source: importRows.source,
      doubts: importRows.doubts,
      confirmed: importRows.confirmed,
    })
    .from(importRows)
    .where(and(eq(importRows.importId, importId), ranksAmong(rows)));
  const byRank = new Map(staged.map((row) => [row.rank, row]));
  return rows.flatMap((row) => {
    const full = byRank.get(row.rank);
    return full === undefined ? [] : [{ ...row, ...full }];
  });
}

/** What a preview said that some rows of an import would do. */
export type PromisedRow = Pick<typeof importRows.$inferSelect, "rank" | "kind" | "dossierId" | "changes">;

/** What the preview of an import says that some of its rows do, by their ranks. */
export async function loadPromised(
  db: Db,
  importId: string,
  rows: readonly { rank: number }[],
): Promise<Map<number, PromisedRow>> {
  const { rank, kind, dossierId, changes } = importRows;
  const found = await db
    .select({ rank, kind, dossierId, changes })
    .from(importRows)
    .where(and(eq(importRows.importId, importId), ranksAmong(rows)));
  return new Map(found.map((row) => [row.rank, row]));
}

/** The dossiers that some recognised rows are about, by their ids. */
export async function loadExisting(db: Db, rows: readonly RecognizedRow[]): Promise<Map<string, ExistingDossier>> {
  const ids = rows.flatMap(({ dossierId }) => dossierId ?? []);
  if (ids.length === 0) return new Map();
  const found = await db
    .select({
      id: dossiers.id,
      idErpApprenant: dossiers.idErpApprenant,
      anneeScolaire: dossiers.anneeScolaire,
      source: dossiers.source,
      corrections: dossiers.corrections,
      doubts: dossiers.doubts,
      confirmed: dossiers.confirmed,
      apprenti: dossiers.apprenti,
      blocked: dossiers.blocked,
      apprenant: dossiers.apprenant,
      importId: dossiers.importId,
    })
    .from(dossiers)
    .where(sql`${dossiers.id} = any(${uuidArray(ids)})`);
  return new Map(found.map((dossier) => [dossier.id, dossier]));
}
