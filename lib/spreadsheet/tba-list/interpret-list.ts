import { type DateRule, readDay } from "@/lib/domain/cells/read-day";
import type { Day } from "@/lib/domain/day";
import { foldText } from "@/lib/domain/fold-text";
import { ownValue } from "@/lib/domain/own-value";
import type { TbaLine, TbaList } from "@/lib/domain/rapprochement/tba-list.types";
import type { StatutTba } from "@/lib/domain/statut.types";
import { ServiceError } from "@/lib/errors";
import { createBounds } from "@/lib/spreadsheet/bounds";
import { decideOrders } from "@/lib/spreadsheet/columns/date-orders";
import { nearestDay } from "@/lib/spreadsheet/formats/parse-cell";
import { openWorkbook } from "@/lib/spreadsheet/open-workbook";
import type { RawWorkbook } from "@/lib/spreadsheet/raw.types";
import { findTable } from "@/lib/spreadsheet/table/find-table";
import { readTables } from "@/lib/spreadsheet/table/read-table";
import type { ReadTable } from "@/lib/spreadsheet/table/table.types";
import { countListHeadings, findListColumns, type ListColumn, type ListColumns } from "./list-columns";
import { guessListType, parseListName } from "./list-type";

const refusal = (sentence: string) => new ServiceError("INVALID_INPUT", sentence);
const DOWNLOAD = "téléchargez-la sur le Tableau de bord de l'apprentissage, et déposez le fichier tel qu'il est.";

/** The TBA's codes, and the words of its pages. */
const STATUTS: Readonly<Record<string, StatutTba>> = {
  apprenti: "APPRENTI",
  "en contrat": "APPRENTI",
  inscrit: "INSCRIT",
  "inscrit sans contrat": "INSCRIT",
  rupturant: "RUPTURANT",
  "rupture de contrat": "RUPTURANT",
  abandon: "ABANDON",
  "fin de formation": "FIN_DE_FORMATION",
};

/** Far more than any list has in a cell. */
const MAX_TEXT = 200;

type TextOf = (column: ListColumn, row: number) => string;

const cellOf = (columns: ListColumns, column: ListColumn, row: number) => {
  const cells = columns[column]?.cells;
  return cells === undefined ? null : (cells.values[cells.rankAt(row)] ?? null);
};

function birthOf(columns: ListColumns, row: number, dates: DateRule): Day | null {
  const cell = cellOf(columns, "birth", row);
  if (typeof cell !== "string" && typeof cell !== "number") return null;
  const reading = readDay(typeof cell === "number" ? Math.ceil(cell - 0.5) : cell, dates);
  return reading.kind === "day" ? reading.day : null;
}

/** Saved again by a program of another country, a list has its dates month first: one whose day is over 12 says so for all. */
function datesOf({ birth }: ListColumns, calendar1904: boolean): DateRule {
  const [found] = decideOrders([{ values: birth?.cells.values ?? [], chosen: null }]);
  return { order: found?.order ?? "day-first", calendar1904, lenient: true };
}

function* linesOf(table: ReadTable, columns: ListColumns, calendar1904: boolean): Generator<TbaLine> {
  const dates = datesOf(columns, calendar1904);
  const text: TextOf = (column, row) =>
    String(cellOf(columns, column, row) ?? "")
      .trim()
      .slice(0, MAX_TEXT);
  for (const [row, numero] of table.numeros.entries()) {
    yield {
      row: numero,
      uai: text("uai", row).toUpperCase(),
      siret: text("siret", row).replace(/\D/g, ""),
      lastName: text("lastName", row),
      firstName: text("firstName", row),
      birth: birthOf(columns, row, dates),
      statut: ownValue(STATUTS, foldText(text("statut", row)).replace(/[_\s]+/g, " ")) ?? null,
      cfd: text("cfd", row),
      rncp: text("rncp", row).toUpperCase(),
      formation: text("formation", row),
    };
  }
}

async function findList(workbook: RawWorkbook, check: ReturnType<typeof createBounds>): Promise<ReadTable> {
  let best: ReadTable | null = null;
  const lists: string[] = [];
  for await (const raw of workbook.sheets) {
    const found = await findTable(check(raw.rows), countListHeadings);
    if (found === null) continue;
    // The TBA writes one table a sheet: no row of it begins another, which nobody would be told of.
    const [table] = await readTables(raw, found, () => false);
    if (table === undefined) continue;
    if (table.numeros.length > 0 && findListColumns(table.columns).missing.length === 0) lists.push(table.sheet);
    if (best === null || table.known > best.known) best = table;
  }
  if (best === null) throw refusal("Ce fichier est vide.");
  // Read together, two copies of one list would show everybody twice; one of them alone, the others would be lost.
  if (lists.length > 1) {
    const sheets = lists.map((sheet) => `« ${sheet} »`).join(", ");
    throw refusal(`Ce classeur tient plusieurs listes (feuilles ${sheets}) : déposez un fichier par liste.`);
  }
  return best;
}

/**
 * Reads a named list of the TBA from its bytes, whatever format it was saved in: its lines, its type (by its name, else by its statuses) and its day.
 * Throws ServiceError (INVALID_INPUT), with one sentence for the person, for a file that is no such list.
 */
export async function interpretList(
  bytes: Uint8Array,
  fileName: string,
  onRow: () => void = () => undefined,
): Promise<{ list: TbaList; lines: TbaLine[] }> {
  // The TBA's page writes a birth, a midnight of Greenwich, at the hour that it is where it is open: 20:00 the day before, in Guadeloupe.
  const workbook = await openWorkbook(bytes, fileName, nearestDay);
  const table = await findList(workbook, createBounds(onRow));
  const { found, missing } = findListColumns(table.columns);
  if (missing.length > 0) {
    const columns = missing.length === 1 ? "la colonne" : "les colonnes";
    throw refusal(
      `Ce fichier n'est pas une liste nominative du TBA : il lui manque ${columns} ${missing.join(", ")}. Pour l'avoir, ${DOWNLOAD}`,
    );
  }
  const all = [...linesOf(table, found, workbook.calendar1904)];
  const lines = all.filter(({ lastName, firstName }) => lastName !== "" && firstName !== "");
  const named = parseListName(fileName);
  const statuts = new Set(lines.flatMap(({ statut }) => statut ?? []));
  if (named === null && statuts.size === 0) {
    throw refusal(
      `Ni le nom de ce fichier ni ses statuts ne disent de quelle liste du TBA il s'agit. Déposez-le sous le nom que le TBA lui donne (tdb-effectifs-….xlsx).`,
    );
  }
  return {
    list: { type: named?.type ?? guessListType(statuts), day: named?.day ?? null, nameless: all.length - lines.length },
    lines,
  };
}
