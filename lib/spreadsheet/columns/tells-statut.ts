import { tidyText } from "@/lib/domain/cells/tidy-text";
import type { Json } from "@/lib/domain/json";
import { type Cell, parseValue } from "@/lib/domain/parse-value";
import { readStatutLogiciel } from "@/lib/domain/statut-logiciel";
import { isEmptyCell } from "@/lib/spreadsheet/empty-cell";
import type { TableColumn } from "@/lib/spreadsheet/table/table.types";
import { cellWord } from "./cell-word";

/** «Apprenti(e) (O/N)», «Est apprenti ?», «En apprentissage». «Alternant» is also who has a contrat de professionnalisation. */
const ASKS_APPRENTI =
  /^(?:est |statut )?(?:en |sous )?(?:contrat d.|un )?(?:apprenti(?:e?s?|\(e\))|apprentissage)(?: ?\(?(?:o ?\/ ?n|oui ?\/ ?non)\)?)? ?\??$/;
/** A street, or the way by which somebody is trained. */
const MAY_BE_A_STREET = /^voie$/;

const plain = (heading: string) =>
  heading.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("_", " ").trim();
const yesOrNo = (cell: Cell) => parseValue("booleen", typeof cell === "string" ? tidyText(cell).text : cell);

/** «Régime»: of the status, or of the boarding school. */
export const saysStatut = ({ cells }: Pick<TableColumn, "cells">): boolean =>
  cells.values.some((cell) => !isEmptyCell(cell) && readStatutLogiciel(cell) !== "unknown");

/**
 * What the words of a column stand for that asks of each person whether they are an apprentice, and is answered by yes and by no; null for any other. One that only
 * says yes may leave the answer of the others to be guessed.
 */
export function apprentiWords({ heading, cells }: Pick<TableColumn, "heading" | "cells">): Record<string, Json> | null {
  if (!ASKS_APPRENTI.test(plain(heading))) return null;
  const said = cells.values.filter((cell) => !isEmptyCell(cell));
  const answers = said.map(yesOrNo);
  if (!answers.every((answer) => typeof answer === "boolean") || !answers.includes(false)) return null;
  return Object.fromEntries(said.map((cell, i) => [cellWord(cell), answers[i] === true ? "APP" : "ELV"]));
}

/** True for a column that tells who is an apprentice, though its heading says something else, or nothing that we know. */
export const tellsStatut = (column: Pick<TableColumn, "heading" | "cells">): boolean =>
  apprentiWords(column) !== null || (MAY_BE_A_STREET.test(plain(column.heading)) && saysStatut(column));
