import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { allowLongWork } from "@/db/long-work";
import { importRows } from "@/db/schema/import-staging";
import { type CellPlace, cellName } from "@/lib/domain/cell-name";
import { champOf } from "@/lib/domain/champs";
import { sameValue } from "@/lib/domain/corrections";
import type { Doubt } from "@/lib/domain/doubts";
import { formatInput } from "@/lib/domain/format-input";
import { DOSSIER_KEY, identifierOf } from "@/lib/domain/identity-fields";
import type { JsonObject } from "@/lib/domain/json";
import { AS_READ, asRead } from "@/lib/domain/mended-cells";
import { doubtKey } from "@/lib/domain/open-doubts";
import { parseInput } from "@/lib/domain/parse-input";
import { COPIED_CHAMPS, isCopiedChamp } from "@/lib/domain/shared-champs";
import { toStorableJson } from "@/lib/domain/storable-json";
import { ServiceError } from "@/lib/errors";
import type { Scope } from "@/lib/services/etablissements/scope";
import { type ImportRow, withImport } from "@/lib/services/imports/open-import";
import { takenColumns, toldFields } from "@/lib/services/imports/reading/needs-columns";
import { reclassify } from "./reclassify";

/** A cell that a person typed again: an empty text empties the field. `before`: what their page showed of it. */
export type CellMend = CellPlace & { typed: string; before?: string };

const GONE = "Cette ligne n'existe plus : rechargez la page.";
const NOTHING_TYPED = "Rien n'est changé : tapez d'abord une valeur.";

const RowSchema = z.object({ source: z.string(), doubts: z.string(), confirmed: z.string(), isStopped: z.boolean() });

type Row = { source: JsonObject; doubts: Doubt[]; confirmed: string[] };

/** What somebody else typed in a cell since the page was shown; null when nobody did, or the same. */
function takenMeanwhile({ before, typed }: CellMend, now: string): string | null {
  if (before === undefined || before === now || typed.trim() === now) return null;
  const done = now === "" ? "a vidé cette cellule" : `a tapé « ${now} » ici`;
  return `Quelqu'un d'autre ${done} entre-temps : rechargez la page pour le voir.`;
}

/**
 * A row whose cells were typed again. Where the row could be no dossier, and no identifier says whose the next one will be, its file says what was typed;
 * elsewhere what the file says is kept beside, for the mend to be a correction: the next file says the same again, and must neither undo it nor ask.
 */
function mended(row: Row, isStopped: boolean, cells: readonly CellMend[], errors: Record<string, string>): Row {
  const [after, read] = [{ ...row.source }, { ...asRead(row.source) }];
  let { doubts, confirmed } = row;
  const isNobodys = isStopped && identifierOf(row.source) === "";
  for (const cell of cells) {
    const { champ } = cell;
    const taken = takenMeanwhile(cell, formatInput(row.source[champ]));
    const parsed = taken === null ? parseInput(champ, cell.typed) : { error: taken };
    if ("error" in parsed) {
      errors[cellName(cell)] = parsed.error;
      continue;
    }
    const said = Object.hasOwn(read, champ) ? (read[champ] ?? null) : (row.source[champ] ?? null);
    if (parsed.value === null) delete after[champ];
    else after[champ] = parsed.value;
    delete read[champ];
    const own = doubts.filter((doubt) => doubt.champ === champ);
    if (isNobodys || DOSSIER_KEY.has(champ)) doubts = doubts.filter((doubt) => doubt.champ !== champ);
    else if (sameValue(said, parsed.value))
      confirmed = [...new Set([...confirmed, ...own.map((doubt) => doubtKey(doubt, { [champ]: said }))])];
    else read[champ] = said;
  }
  delete after[AS_READ];
  return { source: Object.keys(read).length === 0 ? after : { ...after, [AS_READ]: read }, doubts, confirmed };
}

/** The cells that were typed, and with them what was said to be the same on each row, where it still is. */
function withCopies(
  cells: readonly CellMend[],
  source: JsonObject,
  { reading, choices: { copied = {} } }: Pick<ImportRow, "reading" | "choices">,
): CellMend[] {
  const told = toldFields(reading === null ? [] : takenColumns(reading));
  const copies = Object.entries(COPIED_CHAMPS).flatMap(([champ, from]): CellMend[] => {
    const cell = cells.find((each) => each.champ === from);
    if (cell === undefined || !isCopiedChamp(champ) || copied[champ] !== true || told.has(champ)) return [];
    const isOwn = cells.some((each) => each.champ === champ) || !sameValue(source[champ], source[from]);
    return isOwn ? [] : [{ rank: cell.rank, champ, typed: cell.typed }];
  });
  return [...cells, ...copies];
}

async function mend(
  tx: Db,
  found: Pick<ImportRow, "id" | "reading" | "choices">,
  [rank, cells]: [number, readonly CellMend[]],
  errors: Record<string, string>,
): Promise<void> {
  const { id: importId } = found;
  const [row] = await parsedRows(
    tx,
    RowSchema,
    sql`select source::text as source, doubts::text as doubts, confirmed::text as confirmed, stopped is not null as "isStopped"
      from import_rows where import_id = ${importId}::uuid and rank = ${rank}`,
  );
  if (row === undefined) throw new ServiceError("NOT_FOUND", GONE);
  const read = {
    source: JSON.parse(row.source) as JsonObject,
    doubts: JSON.parse(row.doubts) as Doubt[],
    confirmed: JSON.parse(row.confirmed) as string[],
  };
  const { source, doubts, confirmed } = mended(read, row.isStopped, withCopies(cells, read.source, found), errors);
  await tx
    .update(importRows)
    .set({ source: toStorableJson(source), doubts, confirmed, stopped: null, answer: null })
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
      await mend(tx, found, [rank, own], errors);
    }
    const [first] = cells.filter((cell) => errors[cellName(cell)] !== undefined);
    if (first !== undefined) {
      const sentence = `${champOf(first.champ).label} : ${errors[cellName(first)]}`;
      throw new ServiceError("INVALID_INPUT", sentence, errors);
    }
    await reclassify(tx, found);
  });
}
