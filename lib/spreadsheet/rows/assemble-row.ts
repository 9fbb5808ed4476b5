import { ASIDE_MISSING_HEADING } from "@/lib/domain/aside-sheet";
import { champOf } from "@/lib/domain/champs";
import type { Doubt } from "@/lib/domain/doubts";
import type { JsonObject } from "@/lib/domain/json";
import { OWN_REPORT_HEADING } from "@/lib/domain/own-report";
import type { ReadColumn } from "@/lib/spreadsheet/columns/read-column.types";
import type { ReadColumns } from "@/lib/spreadsheet/columns/read-columns";
import type { TableColumn } from "@/lib/spreadsheet/table/table.types";

/** A row's dossier as its columns give it, what must be asked about it, and the identifier that lost its digits. */
export type AssembledRow = { source: JsonObject; doubts: Doubt[]; unusableIdentifier: string | null };

/** Longer than what a workbook of ours notes of a row: somebody else wrote it. */
const MAX_NOTED = 500;

/** Puts a row together. `lost`: the places of its cells whose formula holds no value. */
export function assembleRow(
  { columns, given, copied, signature, missing, ownReport }: ReadColumns,
  row: number,
  lost: ReadonlySet<number>,
): AssembledRow {
  const assembled: AssembledRow = { source: {}, doubts: [], unusableIdentifier: null };
  const { source, doubts } = assembled;
  for (const each of columns) {
    const rank = each.column.cells.rankAt(row);
    if (each.fallback && source[each.field] !== undefined) continue;
    const value = each.values[rank];
    if (value !== undefined) source[each.field] = value;
    const remark = each.remarks.size === 0 ? undefined : each.remarks.get(rank);
    if (remark?.unusable) assembled.unusableIdentifier = String(value);
    if (remark?.doubt) doubts.push(remark.doubt);
    const stretched = each.asks.size === 0 ? undefined : each.asks.get(row);
    if (stretched !== undefined) doubts.push(stretched);
    const asked = each.column.asks?.get(row);
    if (asked !== undefined) doubts.push({ code: "name-split", champ: each.field, sentence: asked });
    const isLost = remark?.lost === true || (lost.size > 0 && lost.has(each.column.index));
    if (!isLost) continue;
    // Read as empty, it would correct the dossier: its value would go, whatever the field.
    if (ownReport) doubts.push(keptDoubt(each));
    else if (!isOfContract(each.field)) continue;
    else if (remark?.lost === true) doubts.push(errorDoubt(each, String(each.column.cells.values[rank])));
    else doubts.push(lostDoubt(each));
  }
  for (const { field, value } of given) source[field] = value;
  for (const { field, from } of copied) {
    const value = source[from];
    if (value !== undefined) source[field] = value;
  }
  const noted = notedIn(signature, row);
  if (noted !== null) source[OWN_REPORT_HEADING] = noted;
  const lacked = notedIn(missing, row);
  if (lacked !== null) source[ASIDE_MISSING_HEADING] = lacked;
  return assembled;
}

function notedIn(column: TableColumn | null, row: number): string | null {
  const noted = column?.cells.values[column.cells.rankAt(row)];
  return typeof noted === "string" && noted.length <= MAX_NOTED ? noted : null;
}

const isOfContract = (field: string) => field.startsWith("contrat_date") || field.startsWith("siret_employeur");

function keptDoubt({ field, column }: ReadColumn): Doubt {
  const sentence = `${champOf(field).subject} est en erreur ou sans valeur dans le fichier (colonne « ${column.heading} ») : le dossier garde la sienne.`;
  return { code: "contract-lost", champ: field, sentence };
}

function lostDoubt({ field, column }: ReadColumn): Doubt {
  const sentence = `${champOf(field).subject} est une formule sans valeur dans le fichier (colonne « ${column.heading} ») : le contrat n'est pas complet. Ouvrez le fichier dans votre tableur, enregistrez-le, puis importez-le de nouveau.`;
  return { code: "contract-lost", champ: field, sentence };
}

function errorDoubt({ field, column }: ReadColumn, shown: string): Doubt {
  const sentence = `${champOf(field).subject} est en erreur dans le fichier (« ${shown.trim()} », colonne « ${column.heading} ») : le contrat n'est peut-être pas complet. Corrigez cette cellule dans votre tableur et importez de nouveau, ou dites qu'il n'y manque rien.`;
  return { code: "contract-lost", champ: field, sentence };
}
