import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { dossiers } from "@/db/schema/dossiers";
import { importRows } from "@/db/schema/import-staging";
import type { imports } from "@/db/schema/imports";
import { uuidArray } from "@/db/uuid-array";
import { type CountedRows, countRows, nothingCounted } from "@/lib/services/imports/import-counts";
import type { RowSetAside } from "@/lib/services/imports/imports.types";
import { inSlices, oneAhead, ROWS_PER_SLICE } from "@/lib/services/imports/slices";
import { countHeldBy, lastSoftwareFile, listKeptBy } from "@/lib/services/preparation/holders";
import type { ClassifiedRows, JudgedSlice } from "./classify-rows";
import { tellsAbsents } from "./file-kind";
import { holdTwins } from "./hold-twins";
import { noteNamedAside } from "./named-aside";
import { toVerdict, type Verdict, verdictsBeside } from "./verdicts";

/** The rows of an import that are left out, in the order of the file. */
export async function listSetAside(db: Db, importId: string): Promise<RowSetAside[]> {
  const found = await db
    .select({ sheet: importRows.sheet, row: importRows.row, reason: importRows.reason })
    .from(importRows)
    .where(and(eq(importRows.importId, importId), eq(importRows.kind, "set-aside")))
    .orderBy(importRows.sheet, importRows.row);
  return found.map(({ reason, ...row }) => ({ ...row, reason: reason ?? "" }));
}

/** Of some dossiers, those that are written as held by an import. */
async function amongWritten(db: Db, importId: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const own = sql`${eq(dossiers.importId, importId)} and ${dossiers.id} = any(${uuidArray(ids)})`;
  const found = await db.select({ id: dossiers.id }).from(dossiers).where(own);
  return found.map(({ id }) => id);
}

/** What a preview says of an import in all. */
export type Forecast = CountedRows["counts"] &
  Pick<typeof imports.$inferSelect, "setAside"> & { effect: NonNullable<typeof imports.$inferSelect.effect> };

/** Stores what some rows would do; `judged`: the slice that they are, whose rows are there in full. */
export type StoreVerdicts = (verdicts: readonly Verdict[], judged: JudgedSlice | null) => Promise<void>;

/**
 * Stores what each of the classified rows of an import would do. `onSlice` is told how many rows are done, of how many, and may throw to stop. Answers
 * the totals.
 */
export async function storeClassification(
  db: Db,
  { etablissementId, importId }: { etablissementId: string; importId: string },
  classified: ClassifiedRows,
  store: StoreVerdicts,
  onSlice: (done: number, total: number) => Promise<void> = async () => {},
): Promise<Forecast> {
  for await (const slice of inSlices(verdictsBeside(classified), ROWS_PER_SLICE)) await store(slice, null);
  const last = tellsAbsents(classified.kind) ? await lastSoftwareFile(db, etablissementId) : null;
  const named = await noteNamedAside(db, etablissementId, importId);
  const heldIds = [...classified.held.map(({ dossierId }) => dossierId), ...named];
  const kept = last === null ? new Set<string>() : await listKeptBy(db, last);
  /** Of the dossiers that the last file held, those that this one holds too. */
  const present = new Set(last === null ? [] : await amongWritten(db, last, heldIds));
  for (const id of heldIds) if (kept.has(id)) present.add(id);
  const counted = nothingCounted();
  let done = 0;
  for await (const slice of oneAhead(classified.judged)) {
    const { known } = slice;
    const rows = await holdTwins(db, etablissementId, slice.rows);
    for (const { id, importId: holder } of known.values()) {
      if (last !== null && (holder === last || kept.has(id))) present.add(id);
    }
    await store(rows.map(toVerdict), slice);
    countRows(counted, rows);
    done += rows.length;
    await onSlice(done, classified.total);
  }
  const own = eq(dossiers.etablissementId, etablissementId);
  const apprentis = and(own, eq(dossiers.apprenti, true));
  const validBefore = await db.$count(dossiers, and(apprentis, eq(dossiers.blocked, false)));
  const heldBefore = last === null ? 0 : await countHeldBy(db, etablissementId, last);
  const absents = heldBefore - present.size;
  const asks = counted.asks + classified.held.length;
  return {
    ...counted.counts,
    setAside: await listSetAside(db, importId),
    effect: { validBefore, validAfter: validBefore + counted.gained, absents, asks },
  };
}
