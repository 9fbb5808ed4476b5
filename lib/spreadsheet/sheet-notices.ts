import { plural } from "@/lib/domain/plural";
import type { FoundSheet } from "./read-sheet";
import type { ReadTable } from "./table/table.types";

function linesNotice({ sheet: { name }, separator }: FoundSheet): string[] {
  if (separator === null) return [];
  const where = name === "" ? "" : ` de la feuille « ${name} »`;
  const sign = separator === "\t" ? "des tabulations" : `le signe « ${separator} »`;
  return [`Chaque ligne${where} tenait dans une seule cellule : elle a été partagée par ${sign}.`];
}

/** What is said of the sheets of a file: those that are not taken, why, and what was done to those that are. `ticked`: a person chose them. */
export function sheetNotices(sheets: readonly FoundSheet[], taken: readonly ReadTable[], ticked: boolean): string[] {
  return sheets.flatMap((each) => {
    const { sheet, tables, aside } = each;
    const others = () => tables.flatMap((table) => (taken.includes(table) ? [] : otherTable(table)));
    if (sheet.taken) return [...linesNotice(each), ...others()];
    if (ticked || sheet.name === "") return [];
    const why =
      sheet.headingRow === null
        ? "aucun tableau n'y est reconnu"
        : sheet.rows === 0
          ? "elle n'a aucune ligne sous ses titres"
          : (aside ?? "ses titres ne sont pas ceux des autres");
    const rows = sheet.rows === 0 ? "" : ` (${plural(sheet.rows, "ligne", "lignes")})`;
    return [`La feuille « ${sheet.name} »${rows} n'est pas prise : ${why}.`];
  });
}

/** A second table of a sheet, whose headings are others. */
function otherTable({ sheet, headingRow, numeros }: ReadTable): string[] {
  const where = sheet === "" ? "" : ` de la feuille « ${sheet} »`;
  if (numeros.length === 0) return [];
  const rows = plural(numeros.length, "ligne", "lignes");
  return [
    `Le tableau dont les titres sont à la ligne ${headingRow}${where} (${rows}) n'est pas pris : ses titres ne sont pas ceux du premier.`,
  ];
}
