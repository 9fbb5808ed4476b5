import { and, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { importRows } from "@/db/schema/import-staging";
import { type ImportEffect, imports } from "@/db/schema/imports";
import { fileKindOf } from "@/lib/services/imports/classify/file-kind";
import { holdTwins } from "@/lib/services/imports/classify/hold-twins";
import { judgeStaged, openJudging } from "@/lib/services/imports/classify/judge";
import { toVerdict, writeVerdicts } from "@/lib/services/imports/classify/verdicts";
import type { ImportRow } from "@/lib/services/imports/open-import";
import { inSlices, ROWS_PER_SLICE } from "@/lib/services/imports/slices";

const NO_EFFECT: ImportEffect = { validBefore: 0, validAfter: 0, absents: 0, asks: 0 };

/**
 * Finds out again what some rows of a preview would do once their values were said right: whose they are has not changed, so the others
 * are left alone, however long the file.
 */
export async function rejudge(tx: Db, found: ImportRow, ranks: readonly number[]): Promise<void> {
  const judging = await openJudging(tx, await fileKindOf(tx, found.id));
  const judgeable = inArray(importRows.kind, ["new", "modified", "unchanged"]);
  let gained = 0;
  for await (const slice of inSlices(ranks, ROWS_PER_SLICE)) {
    const staged = await tx
      .select()
      .from(importRows)
      .where(and(eq(importRows.importId, found.id), inArray(importRows.rank, [...slice]), judgeable));
    const wasBlocked = new Map(staged.map(({ rank, blocked }) => [rank, blocked]));
    const judged = await holdTwins(tx, found.etablissementId, await judgeStaged(tx, staged, judging));
    for (const { rank, blocked, apprenti } of judged) {
      if (apprenti) gained += Number(wasBlocked.get(rank) === true) - Number(blocked);
    }
    await writeVerdicts(tx, found.id, judged.map(toVerdict));
  }
  const asking = and(eq(importRows.importId, found.id), sql`jsonb_array_length(${importRows.questions}) > 0`);
  const before = found.effect ?? NO_EFFECT;
  const effect = { ...before, validAfter: before.validAfter + gained, asks: await tx.$count(importRows, asking) };
  await tx.update(imports).set({ effect }).where(eq(imports.id, found.id));
}
