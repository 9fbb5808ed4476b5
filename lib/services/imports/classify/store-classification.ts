import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { dossiers } from "@/db/schema/dossiers";
import { importRows } from "@/db/schema/import-staging";
import type { imports } from "@/db/schema/imports";
import { uuidArray } from "@/db/uuid-array";
import type { ImportRowKind } from "@/lib/domain/enumerations";
import { describeRowAside } from "@/lib/domain/set-aside-reason";
import { type CountedRows, countRows, nothingCounted } from "@/lib/services/imports/import-counts";
import type { RowSetAside } from "@/lib/services/imports/imports.types";
import { inSlices, oneAhead, ROWS_PER_SLICE } from "@/lib/services/imports/slices";
import { countHeldBy, lastSoftwareFile, listKeptBy } from "@/lib/services/preparation/holders";
import { type ClassifiedRows, classifyRows } from "./classify-rows";
import type { JudgedRow } from "./judge-row";

type Verdict = {
  rank: number;
  kind: ImportRowKind;
  dossier_id: string | null;
  apprenant: string;
  reason: string | null;
  changes: JudgedRow["changes"];
  questions: JudgedRow["questions"];
  blocked: boolean;
  erased: boolean;
};

const NOTHING = {
  dossier_id: null,
  apprenant: "",
  reason: null,
  changes: null,
  questions: [],
  blocked: false,
  erased: false,
};

/** Writes what some staged rows would do. */
export async function writeVerdicts(db: Db, importId: string, verdicts: readonly Verdict[]): Promise<void> {
  await db.execute(sql`update import_rows r set kind = v.kind, dossier_id = d.id, apprenant = coalesce(v.apprenant, r.apprenant),
      reason = v.reason, changes = v.changes, questions = v.questions, blocked = v.blocked,
      stopped = case when v.erased then v.reason else r.stopped end,
      source = case when v.erased then '{}'::jsonb else r.source end, doubts = case when v.erased then '[]'::jsonb else r.doubts end
    from jsonb_to_recordset(${JSON.stringify(verdicts)}::jsonb) as v(rank int, kind text, dossier_id uuid, apprenant text,
      reason text, changes jsonb, questions jsonb, blocked boolean, erased boolean)
      left join dossiers d on d.id = v.dossier_id
    where r.import_id = ${importId}::uuid and r.rank = v.rank`);
}

export const toVerdict = (row: JudgedRow): Verdict => ({
  rank: row.rank,
  kind: row.kind,
  dossier_id: row.dossierId,
  apprenant: row.apprenant,
  reason: null,
  changes: row.changes,
  questions: row.questions,
  blocked: row.blocked,
  erased: false,
});

const nameOf = ({ nom_apprenant: name, prenom_apprenant: first }: Record<string, unknown>) =>
  [name, first].filter((part) => typeof part === "string").join(" ");

/** Those of whom nothing is written: left out, or waiting for an answer. */
async function writeOthers(db: Db, importId: string, { setAside, held }: ClassifiedRows): Promise<void> {
  const verdicts: Verdict[] = [
    ...setAside.map(({ row, reason }) => {
      // Nothing of the row of somebody who was erased may stay.
      const erased = reason.kind === "erased";
      const apprenant = erased ? "" : nameOf(row.source);
      const kind = "set-aside" as const;
      return { ...NOTHING, rank: row.rank, kind, apprenant, reason: describeRowAside(reason, row), erased };
    }),
    ...held.map(({ row, dossierId, doubt }) => ({
      ...NOTHING,
      rank: row.rank,
      kind: "held" as const,
      dossier_id: dossierId,
      apprenant: nameOf(row.source),
      questions: [doubt],
    })),
  ];
  for await (const slice of inSlices(verdicts, ROWS_PER_SLICE)) await writeVerdicts(db, importId, slice);
}

/** The rows of an import that are left out, in the order of the file. */
export async function listSetAside(db: Db, importId: string): Promise<RowSetAside[]> {
  const found = await db
    .select({ sheet: importRows.sheet, row: importRows.row, reason: importRows.reason })
    .from(importRows)
    .where(and(eq(importRows.importId, importId), eq(importRows.kind, "set-aside")))
    .orderBy(importRows.sheet, importRows.row);
  return found.map(({ reason, ...row }) => ({ ...row, reason: reason ?? "" }));
}

/** The last applied import of an établissement, a software's pushes too; null before the first one. */
export async function lastAppliedImport(db: Db, etablissementId: string): Promise<string | null> {
  const [last] = await parsedRows(
    db,
    z.object({ id: z.string() }),
    sql`select id from imports where etablissement_id = ${etablissementId}::uuid and state = 'applied'
      order by at desc limit 1`,
  );
  return last?.id ?? null;
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

/**
 * Classifies the staged rows of an import and stores what each would do. `onSlice` is told how many rows are done, of how many, and may
 * throw to stop. Answers the totals.
 */
export async function storeClassification(
  db: Db,
  etablissementId: string,
  importId: string,
  onSlice: (done: number, total: number) => Promise<void>,
): Promise<Forecast> {
  const classified = await classifyRows(db, etablissementId, importId);
  await writeOthers(db, importId, classified);
  const last = classified.ownReport ? null : await lastSoftwareFile(db, etablissementId);
  const heldIds = classified.held.map(({ dossierId }) => dossierId);
  const kept = last === null ? new Set<string>() : await listKeptBy(db, last);
  /** Of the dossiers that the last file held, those that this one holds too. */
  const present = new Set(last === null ? [] : await amongWritten(db, last, heldIds));
  for (const id of heldIds) if (kept.has(id)) present.add(id);
  const counted = nothingCounted();
  let done = 0;
  for await (const { rows, known } of oneAhead(classified.judged)) {
    for (const { id, importId: holder } of known.values()) {
      if (last !== null && (holder === last || kept.has(id))) present.add(id);
    }
    await writeVerdicts(db, importId, rows.map(toVerdict));
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
