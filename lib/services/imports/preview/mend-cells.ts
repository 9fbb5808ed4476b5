import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { allowLongWork } from "@/db/long-work";
import { importRows } from "@/db/schema/import-staging";
import { type CellPlace, cellName } from "@/lib/domain/cell-name";
import { champOf } from "@/lib/domain/champs";
import type { JsonObject } from "@/lib/domain/json";
import { parseInput } from "@/lib/domain/parse-input";
import { toStorableJson } from "@/lib/domain/storable-json";
import { ServiceError } from "@/lib/errors";
import type { Scope } from "@/lib/services/etablissements/scope";
import { withImport } from "@/lib/services/imports/open-import";
import { reclassify } from "./reclassify";

/** A cell that a person typed again: an empty text empties the field. */
export type CellMend = CellPlace & { typed: string };

const GONE = "Cette ligne n'existe plus : rechargez la page.";
const NOTHING_TYPED = "Rien n'est changé : tapez d'abord une valeur.";

const SourceSchema = z.object({ source: z.string() });

function mended(source: JsonObject, cells: readonly CellMend[], errors: Record<string, string>): JsonObject {
  const after: JsonObject = { ...source };
  for (const cell of cells) {
    const parsed = parseInput(cell.champ, cell.typed);
    if ("error" in parsed) errors[cellName(cell)] = parsed.error;
    else if (parsed.value === null) delete after[cell.champ];
    else after[cell.champ] = parsed.value;
  }
  return after;
}

async function mend(
  tx: Db,
  importId: string,
  [rank, cells]: [number, readonly CellMend[]],
  errors: Record<string, string>,
): Promise<void> {
  const [row] = await parsedRows(
    tx,
    SourceSchema,
    sql`select source::text as source from import_rows where import_id = ${importId}::uuid and rank = ${rank}`,
  );
  if (row === undefined) throw new ServiceError("NOT_FOUND", GONE);
  const source = mended(JSON.parse(row.source) as JsonObject, cells, errors);
  const champs = cells.map(({ champ }) => champ);
  const left = sql`coalesce((select jsonb_agg(d) from jsonb_array_elements(${importRows.doubts}) as d
    where d ->> 'champ' is null or not (d ->> 'champ' = any (${`{${champs.join(",")}}`}::text[]))), '[]'::jsonb)`;
  await tx
    .update(importRows)
    .set({ source: toStorableJson(source), doubts: left, stopped: null, answer: null })
    .where(and(eq(importRows.importId, importId), eq(importRows.rank, rank)));
}

/**
 * Mends cells of a preview: the staged rows change, what was doubtful of these fields is settled, and the preview is found out again. All the
 * cells or none. Throws FORBIDDEN, NOT_FOUND, CONFLICT, INVALID_INPUT (a sentence by cell).
 */
export function mendCells(scope: Scope, importId: string, cells: readonly CellMend[]): Promise<void> {
  return withImport(scope, importId, ["preview"], async (tx, found) => {
    if (cells.length === 0) throw new ServiceError("INVALID_INPUT", NOTHING_TYPED);
    await allowLongWork(tx);
    const errors: Record<string, string> = {};
    for (const rank of new Set(cells.map((cell) => cell.rank))) {
      const own = cells.filter((cell) => cell.rank === rank);
      await mend(tx, found.id, [rank, own], errors);
    }
    const [first] = cells.filter((cell) => errors[cellName(cell)] !== undefined);
    if (first !== undefined) {
      const sentence = `${champOf(first.champ).label} : ${errors[cellName(first)]}`;
      throw new ServiceError("INVALID_INPUT", sentence, errors);
    }
    await reclassify(tx, found);
  });
}
