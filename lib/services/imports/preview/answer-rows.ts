import { and, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { allowLongWork } from "@/db/long-work";
import { importRows } from "@/db/schema/import-staging";
import type { ChampKey } from "@/lib/domain/champs";
import { champOf, isChampKey } from "@/lib/domain/champs";
import type { ImportRowAnswer } from "@/lib/domain/enumerations";
import type { JsonObject } from "@/lib/domain/json";
import { doubtKey } from "@/lib/domain/open-doubts";
import { parseInput } from "@/lib/domain/parse-input";
import { toStorableJson } from "@/lib/domain/storable-json";
import { ServiceError } from "@/lib/errors";
import type { Scope } from "@/lib/services/etablissements/scope";
import { withImport } from "@/lib/services/imports/open-import";
import { reclassify } from "./reclassify";

/** «Oui, c'est juste» of a row's values, whose it is, or «laisser de côté»; null takes an answer back. */
export type RowAnswer = "right" | ImportRowAnswer | null;

const NONE = "Cochez d'abord au moins une ligne.";
const GONE = "Cette ligne n'existe plus : rechargez la page.";

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
    confirmed: doubts.map((doubt) => doubtKey(doubt, source)),
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
    if (answer === "right") await confirm(tx, found.id, ranks);
    else await tx.update(importRows).set({ answer }).where(among(found.id, ranks));
    await reclassify(tx, found);
  });
}

/** What was typed in the place of the values of a row, field by field; an empty text empties the field. */
export type RowMend = Readonly<Record<string, string>>;

const SourceSchema = z.object({ source: z.string() });

function mended(source: JsonObject, typed: RowMend): { source: JsonObject; champs: ChampKey[] } {
  const after: JsonObject = { ...source };
  const errors: Record<string, string> = {};
  const champs: ChampKey[] = [];
  for (const [champ, text] of Object.entries(typed)) {
    if (!isChampKey(champ)) continue;
    champs.push(champ);
    const parsed = parseInput(champ, text);
    if ("error" in parsed) errors[champ] = parsed.error;
    else if (parsed.value === null) delete after[champ];
    else after[champ] = parsed.value;
  }
  if (Object.keys(errors).length > 0) {
    const [[champ, error] = ["", ""]] = Object.entries(errors);
    const label = isChampKey(champ) ? `${champOf(champ).label} : ` : "";
    throw new ServiceError("INVALID_INPUT", `${label}${error}`, errors);
  }
  return { source: after, champs };
}

/**
 * Mends cells of a row before the import is applied: the staged row changes, what was doubtful of these fields is settled, and the preview
 * is found out again. Throws FORBIDDEN, NOT_FOUND, CONFLICT, INVALID_INPUT (a sentence by field).
 */
export function mendRow(scope: Scope, importId: string, rank: number, typed: RowMend): Promise<void> {
  return withImport(scope, importId, ["preview"], async (tx, found) => {
    await allowLongWork(tx);
    const [row] = await parsedRows(
      tx,
      SourceSchema,
      sql`select source::text as source from import_rows where import_id = ${found.id}::uuid and rank = ${rank}`,
    );
    if (row === undefined) throw new ServiceError("NOT_FOUND", GONE);
    const { source, champs } = mended(JSON.parse(row.source) as JsonObject, typed);
    if (champs.length === 0) throw new ServiceError("INVALID_INPUT", "Rien n'est changé : tapez d'abord une valeur.");
    const left = sql`coalesce((select jsonb_agg(d) from jsonb_array_elements(${importRows.doubts}) as d
      where not (d ->> 'champ' = any (${sql.param(`{${champs.join(",")}}`)}::text[]))), '[]'::jsonb)`;
    await tx
      .update(importRows)
      .set({ source: toStorableJson(source), doubts: left, stopped: null, answer: null })
      .where(and(eq(importRows.importId, found.id), eq(importRows.rank, rank)));
    await reclassify(tx, found);
  });
}
