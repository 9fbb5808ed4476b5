import { and, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { importRows } from "@/db/schema/import-staging";
import { type ImportEffect, imports } from "@/db/schema/imports";
import { EMPTY_CONTEXT } from "@/lib/domain/anomalies/context";
import { identifierOf, yearOf } from "@/lib/domain/identity-fields";
import { holdTwins } from "@/lib/services/imports/classify/hold-twins";
import { judgeRow } from "@/lib/services/imports/classify/judge-row";
import { loadExisting, loadStaged } from "@/lib/services/imports/classify/load-slice";
import { toVerdict, writeVerdicts } from "@/lib/services/imports/classify/verdicts";
import type { ImportRow } from "@/lib/services/imports/open-import";
import type { RecognisedRow } from "@/lib/services/imports/recognize-rows";
import { inSlices, ROWS_PER_SLICE } from "@/lib/services/imports/slices";
import { getUnknownCouples } from "@/lib/services/preparation/dossier-contexts";

/** A newcomer without an identifier gets one when it is written; until then any will do. */
const TO_COME = "PTBA";

const NO_EFFECT: ImportEffect = { validBefore: 0, validAfter: 0, absents: 0, asks: 0 };

/**
 * Finds out again what some rows of a preview would do once their values were said right: whose they are has not changed, so the others
 * are left alone, however long the file.
 */
export async function rejudge(tx: Db, found: ImportRow, ranks: readonly number[]): Promise<void> {
  const outside = { ...EMPTY_CONTEXT, unknownCouples: await getUnknownCouples(tx) };
  const judgeable = inArray(importRows.kind, ["new", "modified", "unchanged"]);
  let gained = 0;
  for await (const slice of inSlices(ranks, ROWS_PER_SLICE)) {
    const staged = await tx
      .select()
      .from(importRows)
      .where(and(eq(importRows.importId, found.id), inArray(importRows.rank, [...slice]), judgeable));
    const recognised = staged.map(
      (row): RecognisedRow => ({
        ...row,
        idErpApprenant: identifierOf(row.source) || TO_COME,
        anneeScolaire: yearOf(row.source),
      }),
    );
    const rows = await loadStaged(tx, found.id, recognised);
    const known = await loadExisting(tx, recognised);
    const wasBlocked = new Map(staged.map(({ rank, blocked }) => [rank, blocked]));
    const alone = rows.map((row) => {
      const dossier = row.dossierId === null ? null : (known.get(row.dossierId) ?? null);
      return judgeRow({ ...row, idErpApprenant: dossier?.idErpApprenant ?? row.idErpApprenant }, dossier, outside);
    });
    const judged = await holdTwins(tx, found.etablissementId, alone);
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
