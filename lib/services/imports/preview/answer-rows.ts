import { and, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { allowLongWork } from "@/db/long-work";
import { importRows } from "@/db/schema/import-staging";
import type { ImportRowAnswer } from "@/lib/domain/enumerations";
import { splitMends } from "@/lib/domain/mended-cells";
import { doubtKey } from "@/lib/domain/open-doubts";
import { ServiceError } from "@/lib/errors";
import type { Scope } from "@/lib/services/etablissements/scope";
import { withImport } from "@/lib/services/imports/open-import";
import { reclassify } from "./reclassify";
import { rejudge } from "./rejudge";

/** «Oui, c'est juste» of a row's values, whose it is, or «laisser de côté»; null takes an answer back. */
export type RowAnswer = "right" | ImportRowAnswer | null;

const NONE = "Cochez d'abord au moins une ligne.";

const among = (importId: string, ranks: readonly number[]) =>
  and(eq(importRows.importId, importId), inArray(importRows.rank, [...ranks]));

/** The questions of these rows are settled: their values are right. */
async function confirm(tx: Db, importId: string, ranks: readonly number[]): Promise<void> {
  const found = await tx
    .select({ rank: importRows.rank, source: importRows.source, doubts: importRows.doubts })
    .from(importRows)
    .where(among(importId, ranks));
  const said = found.map(({ rank, source, doubts }) => ({
    rank,
    confirmed: doubts.map((doubt) => doubtKey(doubt, splitMends(source).source)),
  }));
  await tx.execute(sql`update import_rows r set confirmed = s.confirmed
    from jsonb_to_recordset(${JSON.stringify(said)}::jsonb) as s(rank int, confirmed jsonb)
    where r.import_id = ${importId}::uuid and r.rank = s.rank`);
}

/**
 * Answers the questions of some rows of a preview, which is then found out again. Throws FORBIDDEN, NOT_FOUND, CONFLICT (no longer a
 * preview), INVALID_INPUT (no row).
 */
export function answerRows(scope: Scope, importId: string, ranks: readonly number[], answer: RowAnswer): Promise<void> {
  return withImport(scope, importId, ["preview"], async (tx, found) => {
    if (ranks.length === 0) throw new ServiceError("INVALID_INPUT", NONE);
    await allowLongWork(tx);
    if (answer === "right") {
      await confirm(tx, found.id, ranks);
      await rejudge(tx, found, ranks);
      return;
    }
    await tx.update(importRows).set({ answer }).where(among(found.id, ranks));
    await reclassify(tx, found);
  });
}
