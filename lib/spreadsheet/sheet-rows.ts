import type { ChampKey } from "@/lib/domain/champs";
import { champOf } from "@/lib/domain/champs";
import type { JsonObject } from "@/lib/domain/json";
import { parseValue } from "@/lib/domain/parse-value";
import { matchColumns } from "./match-columns";
import type { Sheet, SheetRow } from "./sheet";

/** A row as a dossier's source: known fields only, values as the API wants them, nothing empty. */
export type ParsedRow = { numero: number; source: JsonObject };

/** A row that can be no dossier, and why, in French. `row` is its number in the sheet, from 1. */
export type RowSetAside = { row: number; reason: string };

export type ParsedRows = { rows: ParsedRow[]; setAside: RowSetAside[]; ignoredColumns: string[] };

/** Without these, nobody can tell whose dossier it is. */
const REQUIRED = [
  ["nom_apprenant", "le nom"],
  ["prenom_apprenant", "le prénom"],
  ["date_de_naissance_apprenant", "la date de naissance"],
] as const satisfies readonly (readonly [ChampKey, string])[];

function parseSource(columns: readonly (ChampKey | null)[], { cells }: SheetRow): JsonObject {
  const source: JsonObject = {};
  for (const [rank, key] of columns.entries()) {
    if (key === null) continue;
    const value = parseValue(champOf(key).type, cells[rank] ?? null);
    if (value !== undefined) source[key] = value;
  }
  return source;
}

const enumeration = new Intl.ListFormat("fr", { type: "conjunction" });

/**
 * The dossiers that a table holds. A row without a name, a first name or a birth date is put aside with its reason, the
 * others go on; a row that fills no known column is nobody's. Batches are taken one by one, and other people's requests are served
 * between two. Throws ServiceError when no heading is known.
 */
export async function sheetRows(sheet: Sheet): Promise<ParsedRows> {
  const { columns, ignored } = matchColumns(sheet.headings);
  const rows: ParsedRow[] = [];
  const setAside: RowSetAside[] = [];
  for await (const batch of sheet.batches) {
    for (const row of batch) {
      const { numero } = row;
      const source = parseSource(columns, row);
      if (Object.keys(source).length === 0) continue;
      const missing = REQUIRED.filter(([key]) => source[key] === undefined).map(([, name]) => name);
      if (missing.length === 0) rows.push({ numero, source });
      else setAside.push({ row: numero, reason: `Ligne ${numero} : il manque ${enumeration.format(missing)}.` });
    }
  }
  return { rows, setAside, ignoredColumns: ignored };
}
