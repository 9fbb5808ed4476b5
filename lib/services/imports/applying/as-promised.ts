import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Db } from "@/db/database";
import { dossiers } from "@/db/schema/dossiers";
import { type FieldChange, importRows } from "@/db/schema/import-staging";
import { imports } from "@/db/schema/imports";
import { sameValue } from "@/lib/domain/corrections";
import type { Attempt } from "@/lib/services/imports/attempt";
import type { ClassifiedRows, JudgedSlice } from "@/lib/services/imports/classify/classify-rows";
import type { JudgedRow } from "@/lib/services/imports/classify/judge-row";
import { loadPromised, type PromisedRow } from "@/lib/services/imports/classify/load-slice";
import { countRows, nothingCounted } from "@/lib/services/imports/import-counts";
import { absentFrom } from "@/lib/services/imports/preview/absent-from";

/** The rows of an import would do something else than what its preview shows: dossiers changed since. Nothing of it may be written. */
export class OvertakenError extends Error {}

type Changes = Record<string, FieldChange> | null;

function sameChanges(one: Changes, other: Changes): boolean {
  const [a, b] = [one ?? {}, other ?? {}];
  const champs = Object.keys(a);
  return (
    champs.length === Object.keys(b).length &&
    champs.every((champ) => {
      const [was, is] = [a[champ], b[champ]];
      return was && is && sameValue(was.before, is.before) && sameValue(was.after, is.after);
    })
  );
}

const keeps = (promised: PromisedRow | undefined, { kind, dossierId, changes }: JudgedRow): boolean =>
  promised?.kind === kind && promised.dossierId === dossierId && sameChanges(promised.changes, changes);

/** Those that are left out, or wait for an answer, are the same rows; and the same dossiers are absent. */
async function checkBeside(tx: Db, { importId, etablissementId }: Attempt, { setAside, held }: ClassifiedRows) {
  const beside = await tx
    .select({ rank: importRows.rank, kind: importRows.kind })
    .from(importRows)
    .where(
      and(
        eq(importRows.importId, importId),
        isNull(importRows.stopped),
        inArray(importRows.kind, ["set-aside", "held"]),
      ),
    );
  const now = new Map([
    ...setAside.map(({ row }) => [row.rank, "set-aside"] as const),
    ...held.map(({ row }) => [row.rank, "held"] as const),
  ]);
  if (beside.length !== now.size || beside.some(({ rank, kind }) => now.get(rank) !== kind)) throw new OvertakenError();
  const [shown] = await tx.select({ effect: imports.effect }).from(imports).where(eq(imports.id, importId));
  if (shown?.effect === null || shown === undefined) return;
  const absents = await tx.$count(dossiers, await absentFrom(tx, { etablissementId, importId }));
  if (absents !== shown.effect.absents) throw new OvertakenError();
}

async function* checkJudged(tx: Db, { importId }: Attempt, judged: AsyncIterable<JudgedSlice>) {
  const counted = nothingCounted();
  for await (const slice of judged) {
    const promised = await loadPromised(tx, importId, slice.rows);
    if (!slice.rows.every((row) => keeps(promised.get(row.rank), row))) throw new OvertakenError();
    countRows(counted, slice.rows);
    yield slice;
  }
  const { correctionsSettled, correctionsOverridden } = imports;
  const [shown] = await tx
    .select({ correctionsSettled, correctionsOverridden })
    .from(imports)
    .where(eq(imports.id, importId));
  const { counts } = counted;
  const isSame =
    shown?.correctionsSettled === counts.correctionsSettled &&
    shown.correctionsOverridden === counts.correctionsOverridden;
  if (!isSame) throw new OvertakenError();
}

/**
 * The rows of an import as its preview shows them: what a person looked at is what is written. Throws OvertakenError, at once or while they are
 * judged, when dossiers changed since in a way that it would show: another file, a software's call, a correction, an undoing.
 */
export async function asPromised(tx: Db, attempt: Attempt, classified: ClassifiedRows): Promise<ClassifiedRows> {
  await checkBeside(tx, attempt, classified);
  return { ...classified, judged: checkJudged(tx, attempt, classified.judged) };
}
