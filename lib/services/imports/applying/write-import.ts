import { eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { allowLongWork } from "@/db/long-work";
import { importRows } from "@/db/schema/import-staging";
import { imports } from "@/db/schema/imports";
import type { JsonObject } from "@/lib/domain/json";
import { describeRowAside } from "@/lib/domain/set-aside-reason";
import { recordAudit } from "@/lib/services/audit/record-audit";
import type { ServiceContext } from "@/lib/services/context";
import { lockEtablissement } from "@/lib/services/dossiers/corrections/corrected-dossiers";
import { type Attempt, checkOwn, updateOwn } from "@/lib/services/imports/attempt";
import type { ClassifiedRows } from "@/lib/services/imports/classify/classify-rows";
import { type FileKind, tellsAbsents } from "@/lib/services/imports/classify/file-kind";
import { listNamedAside } from "@/lib/services/imports/classify/named-aside";
import type { RowSetAside } from "@/lib/services/imports/imports.types";
import { withoutSamples } from "@/lib/services/imports/reading/without-samples";
import { reprepareOutdated } from "@/lib/services/preparation/reprepare";
import { makeChanges } from "./record-changes";
import { type Holdings, holderBefore, noteHoldings, openHoldings, recordHoldings } from "./record-holdings";
import { openHeldPushes } from "./settle-held";
import { writeRows } from "./write-rows";

const UNANSWERED =
  "cet identifiant est celui d'une autre personne, et personne n'a dit laquelle garder : rien n'en est repris.";

/** A row that the reader left out, with what could be read of it. */
export type StoppedRow = RowSetAside & { source?: JsonObject | undefined };

/** Where the rows of an import are: those that may be dossiers, and those that its reader left out. Asked within the transaction that writes. */
export type ImportedRows = {
  classify: (tx: Db) => Promise<ClassifiedRows>;
  listStopped: (tx: Db) => Promise<readonly StoppedRow[]>;
};

function listLeftOut(stopped: readonly StoppedRow[], { setAside, held }: ClassifiedRows): RowSetAside[] {
  const all = [
    ...stopped.map(({ source: _, ...row }) => row),
    ...setAside.map(({ row: { sheet, row }, reason }) => ({
      sheet,
      row,
      reason: describeRowAside(reason, { sheet, row }),
    })),
    ...held.map(({ row: { sheet, row } }) => ({ sheet, row, reason: `Ligne ${row} : ${UNANSWERED}` })),
  ];
  return all.sort((a, b) => (a.sheet === b.sheet ? a.row - b.row : (a.sheet ?? "") < (b.sheet ?? "") ? -1 : 1));
}

/** `holder`: the file that the dossiers of this one are written as held by. Our own report says nothing of who is in the software; rows put right are of the file before. */
function holderOf({ importId }: Attempt, kind: FileKind, { before }: Holdings) {
  if (tellsAbsents(kind)) return { holds: true, holder: importId };
  return { holds: false, holder: kind.completes ? before.last : null };
}

/** Writes what the rows of an import say, all or none, in the transaction it is given. Throws AttemptLostError. */
export async function writeImport(
  tx: Db,
  ctx: Pick<ServiceContext, "actor" | "now">,
  attempt: Attempt,
  rowsOf: ImportedRows,
  onSlice: (done: number, total: number) => void,
): Promise<void> {
  const { etablissementId, importId } = attempt;
  await allowLongWork(tx);
  // Two imports for the same établissement take turns, so that identities and numbers are given once.
  await lockEtablissement(tx, etablissementId);
  await checkOwn(tx, attempt, "applying");
  const classified = await rowsOf.classify(tx);
  const stopped = await rowsOf.listStopped(tx);
  const setAside = listLeftOut(stopped, classified);
  const holdings = await openHoldings(tx, etablissementId);
  const heldPushes = await openHeldPushes(tx, etablissementId);
  const target = { ...attempt, ...holderOf(attempt, classified.kind, holdings) };
  const sources = [...stopped.map(({ source = {} }) => source), ...classified.setAside.map(({ row }) => row.source)];
  const named = await listNamedAside(tx, etablissementId, sources);
  let done = 0;
  const summary = await writeRows(tx, target, classified, (slice) => {
    const write = makeChanges(target, slice, (dossier) => holderBefore(holdings, dossier));
    noteHoldings(holdings, slice.rows);
    heldPushes.note(slice.full);
    const { length } = slice.rows;
    return async () => {
      await write(tx);
      done += length;
      onSlice(done, classified.total);
    };
  });
  if (summary.written > 0) await reprepareOutdated(tx, etablissementId, "wait");
  const { counts } = summary;
  await heldPushes.settle();
  await recordHoldings(tx, target, holdings, named);
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
