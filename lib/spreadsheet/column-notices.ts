import { ASIDE_MISSING_HEADING } from "@/lib/domain/aside-sheet";
import { OWN_REPORT_HEADING, REPORT_COMPOSED } from "@/lib/domain/own-report";
import type { Cell } from "@/lib/domain/parse-value";
import { plural } from "@/lib/domain/plural";
import { numbersContracts } from "./columns/contract-number";
import { ownerOf, type ReadColumns } from "./columns/read-columns";
import { contradicts, countOthers } from "./columns/same-cells";
import { isEmptyCell } from "./empty-cell";
import { named } from "./named-places";
import type { ReadTable, TableColumn } from "./table/table.types";

const isCell = (value: Cell | undefined) => !isEmptyCell(value);

/** Cells that hold something under a column that is not taken. */
function filledCells({ cells }: TableColumn): number {
  const counts = cells.counts();
  return cells.values.reduce<number>((total, value, rank) => total + (isCell(value) ? (counts[rank] ?? 0) : 0), 0);
}

/** A column whose field another one has (`doubles`): what it says besides is not taken. */
function doubleNotice(column: TableColumn, doubles: string, read: ReadColumns, where: string) {
  const owner = ownerOf(read, doubles);
  const rows = read.table.numeros.length;
  const others = owner === undefined || !contradicts(owner, column, rows) ? 0 : countOthers(owner.column, column, rows);
  const [name, taken] = [`« ${column.heading} »${where}`, `« ${doubles} »`];
  return others === 0
    ? `La colonne ${name} dit la même chose que ${taken} : seule celle-ci est prise.`
    : `La colonne ${name} va dans le même champ que ${taken}, seule prise : ${plural(others, "cellule dit autre chose et n'est pas reprise", "cellules disent autre chose et ne sont pas reprises")}.`;
}

function employerNotice({ ofEmployer = [] }: ReadTable, where: string): string[] {
  const names = named(ofEmployer.map((heading) => `« ${heading} »`));
  const [what, are] = ofEmployer.length > 1 ? ["Les colonnes", "lues comme celles"] : ["La colonne", "lue comme celle"];
  return ofEmployer.length === 0
    ? []
    : [
        `${what} ${names}${where}, à la suite de l'employeur, ${ofEmployer.length > 1 ? "sont" : "est"} ${are} de l'employeur, pas de l'apprenant.`,
      ];
}

function othersNotice({ ofOthers = [] }: ReadTable, where: string): string[] {
  const names = named(ofOthers.map((heading) => `« ${heading} »`));
  return ofOthers.length === 0
    ? []
    : [
        `Les colonnes ${names}${where} nomment d'autres personnes que celle de l'apprenant sur la même ligne : elles ne sont pas reprises. Si elles sont les siennes, dites-le à « Revoir les colonnes ».`,
      ];
}

/** Hidden columns of our own workbooks, which nobody wrote. */
const TECHNICAL: ReadonlySet<string> = new Set([OWN_REPORT_HEADING, ASIDE_MISSING_HEADING]);
const COMPOSED: ReadonlySet<string> = new Set(REPORT_COMPOSED);
const COMPOSED_NOTICE = `Dans ce rapport complet, ce qui serait changé sous ${named(REPORT_COMPOSED.map((title) => `« ${title} »`))} n'est pas repris : affichez les colonnes masquées du classeur, et corrigez-y les valeurs.`;

/** What is said of the columns of a table that are not taken, and of what stands above its headings. */
export function columnNotices(read: ReadColumns, where: string): string[] {
  const { table, planned, ownReport } = read;
  const left = planned.filter(({ field, doubles }) => field === null && doubles === null);
  const names = left.flatMap(({ column }) => {
    if (TECHNICAL.has(column.heading) || (ownReport && COMPOSED.has(column.heading))) return [];
    const cells = filledCells(column);
    return cells === 0 ? [] : [`« ${column.heading} » (${plural(cells, "cellule", "cellules")})`];
  });
  return [
    ...(ownReport ? [COMPOSED_NOTICE] : []),
    ...planned.flatMap(({ column, doubles }) => (doubles === null ? [] : doubleNotice(column, doubles, read, where))),
    ...employerNotice(table, where),
    ...othersNotice(table, where),
    ...(names.length === 0
      ? []
      : [`${names.length > 1 ? "Colonnes non reprises" : "Colonne non reprise"}${where} : ${named(names)}.`]),
    ...left
      .filter(({ column }) => numbersContracts(column, table))
      .map(
        ({ column }) =>
          `« ${column.heading} »${where} : sans doute le numéro d'un contrat, pas celui de l'apprenant, qui n'en change jamais. Il n'est pas pris comme identifiant.`,
      ),
    ...(table.above.length === 0
      ? []
      : [
          `Au-dessus des titres${where}, ${named(table.above.map(({ row, text }) => `ligne ${row} (« ${text} »)`))} : non lu.`,
        ]),
  ];
}
