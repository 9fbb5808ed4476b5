import { and, eq, ne } from "drizzle-orm";
import type { Db } from "@/db/database";
import { allowLongWork } from "@/db/long-work";
import { importChanges, importRows } from "@/db/schema/import-staging";
import { imports } from "@/db/schema/imports";
import { describeRowAside } from "@/lib/domain/set-aside-reason";
import { recordAudit } from "@/lib/services/audit/record-audit";
import type { ServiceContext } from "@/lib/services/context";
import { lockEtablissement } from "@/lib/services/dossiers/corrections/corrected-dossiers";
import {
  type Attempt,
  AttemptLostError,
  beginAttempt,
  checkOwn,
  progressTeller,
  updateOwn,
} from "@/lib/services/imports/attempt";
import { type ClassifiedRows, classifyRows } from "@/lib/services/imports/classify/classify-rows";
import type { RowSetAside } from "@/lib/services/imports/imports.types";
import { withoutSamples } from "@/lib/services/imports/reading/without-samples";
import { recordKept } from "@/lib/services/imports/record-correction-outcomes";
import { reprepareOutdated } from "@/lib/services/preparation/reprepare";
import { recordChanges } from "./record-changes";
import { writeRows } from "./write-rows";

/** `telling`: where progress is said, outside the transaction that writes. */
type ApplyingTools = { db: Db; ownerId: number | null; stopSignal?: AbortSignal };

const UNANSWERED =
  "cet identifiant est celui d'une autre personne, et personne n'a dit laquelle garder : rien n'en est repris.";

async function listLeftOut(tx: Db, importId: string, { setAside, held }: ClassifiedRows): Promise<RowSetAside[]> {
  const stopped = await tx
    .select({ sheet: importRows.sheet, row: importRows.row, reason: importRows.stopped })
    .from(importRows)
    .where(eq(importRows.importId, importId));
  const all = [
    ...stopped.flatMap(({ reason, ...row }) => (reason === null ? [] : [{ ...row, reason }])),
    ...setAside.map(({ row: { sheet, row }, reason }) => ({
      sheet,
      row,
      reason: describeRowAside(reason, { sheet, row }),
    })),
    ...held.map(({ row: { sheet, row } }) => ({ sheet, row, reason: `Ligne ${row} : ${UNANSWERED}` })),
  ];
  return all.sort((a, b) => (a.sheet === b.sheet ? a.row - b.row : a.sheet < b.sheet ? -1 : 1));
}

/** Writes what the staged rows say, in the transaction it is given. Throws AttemptLostError. */
async function write(
  tx: Db,
  ctx: Pick<ServiceContext, "actor" | "now">,
  attempt: Attempt,
  onSlice: (done: number, total: number) => void,
): Promise<void> {
  const { etablissementId, importId } = attempt;
  await allowLongWork(tx);
  // Two imports for the same établissement take turns, so that identities and numbers are given once.
  await lockEtablissement(tx, etablissementId);
  await checkOwn(tx, attempt, "applying");
  const classified = await classifyRows(tx, etablissementId, importId);
  const setAside = await listLeftOut(tx, importId, classified);
  let done = 0;
  const summary = await writeRows(
    tx,
    { ...attempt, holds: !classified.ownReport },
    classified,
    async ({ rows, known }) => {
      await recordChanges(tx, etablissementId, importId, rows, known);
      // Our own report is no word of who is still in the software.
      const untouched = rows.flatMap(({ toRecord, dossierId }) => (toRecord === null ? (dossierId ?? []) : []));
      if (!classified.ownReport) await recordKept(tx, etablissementId, importId, untouched);
      done += rows.length;
      onSlice(done, classified.total);
    },
  );
  if (summary.written > 0) await reprepareOutdated(tx, etablissementId, "wait");
  const { counts } = summary;
  // Only the last one can be undone.
  await tx
    .delete(importChanges)
    .where(and(eq(importChanges.etablissementId, etablissementId), ne(importChanges.importId, importId)));
  await tx.delete(importRows).where(eq(importRows.importId, importId));
  const rows = classified.total + setAside.length;
  const [read] = await tx.select({ reading: imports.reading }).from(imports).where(eq(imports.id, importId));
  const reading = read?.reading ? withoutSamples(read.reading) : null;
  const ended = {
    state: "applied",
    at: ctx.now,
    rows,
    ...counts,
    setAside,
    reading,
    refusal: null,
    progress: null,
  } as const;
  await updateOwn(tx, attempt, "applying", ended);
  const { created, modified, unchanged } = counts;
  await recordAudit({ ...ctx, db: tx }, etablissementId, "import", { created, modified, unchanged, rows });
}

/**
 * Applies an import whose application was asked for: all its rows or none, in one transaction, what they do being found out again within
 * it. May be killed at any moment and run again: it is then applied once. Answers whether this call applied it.
 */
export async function applyImport(
  { db, ownerId, stopSignal }: ApplyingTools,
  importId: string,
  now: Date,
): Promise<boolean> {
  const attempt = await beginAttempt(db, importId, { from: ["applying"], to: "applying", ownerId, now });
  if (attempt === null) return false;
  const [row] = await db.select({ by: imports.by }).from(imports).where(eq(imports.id, importId));
  const by = row?.by ?? null;
  const actor = by === null ? ({ kind: "clock" } as const) : ({ kind: "person", id: by } as const);
  const tell = progressTeller(db, attempt, "applying", now.toISOString());
  try {
    await db.transaction((tx) =>
      write(tx, { actor, now }, attempt, (done, total) => {
        stopSignal?.throwIfAborted();
        tell(done, total);
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof AttemptLostError) return false;
    throw error;
  }
}
