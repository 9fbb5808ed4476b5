// Provisional: the reader of lib/spreadsheet gives this itself soon, with the same signature; then this file goes.
import { type ChampKey, champOf } from "@/lib/domain/champs";
import type { JsonObject } from "@/lib/domain/json";
import { type Cell, parseValue } from "@/lib/domain/parse-value";
import { matchColumns } from "@/lib/spreadsheet/match-columns";
import { readFile as readSheet } from "@/lib/spreadsheet/read-file";
import type { ColumnReading, FileReading, ReadingChoices, RowReading } from "@/lib/spreadsheet/reading.types";
import { isEmptyCell, type Sheet, type SheetRow } from "@/lib/spreadsheet/sheet";

const SHEET = "Feuille 1";
const REQUIRED = [
  ["nom_apprenant", "le nom"],
  ["prenom_apprenant", "le prénom"],
  ["date_de_naissance_apprenant", "la date de naissance"],
] as const satisfies readonly (readonly [ChampKey, string])[];
const list = new Intl.ListFormat("fr", { type: "conjunction" });

type Column = { heading: string; field: ChampKey | null; chosen: boolean };

function columnsOf(headings: readonly string[], { columns: choices = {} }: ReadingChoices): Column[] {
  const decided = headings.some((heading) => choices[heading]);
  const known = decided
    ? headings.map((heading) => {
        try {
          return matchColumns([heading]).columns[0] ?? null;
        } catch {
          return null;
        }
      })
    : matchColumns(headings).columns;
  return headings.map((heading, i) => {
    const choice = choices[heading];
    return choice === undefined
      ? { heading, field: known[i] ?? null, chosen: false }
      : { heading, field: choice, chosen: true };
  });
}

function parseRow(columns: readonly Column[], { numero, cells }: SheetRow, { values }: ReadingChoices): RowReading {
  const source: JsonObject = {};
  for (const [i, { field }] of columns.entries()) {
    if (field === null) continue;
    const cell: Cell = cells[i] ?? null;
    const meaning = values?.[field]?.[String(cell ?? "").trim()];
    const value = meaning ?? parseValue(champOf(field).type, cell);
    if (value !== undefined && value !== null) source[field] = value;
  }
  const doubts = Object.entries(source).flatMap(([champ, value]) =>
    typeof value === "string" && /Ã.|�/.test(value)
      ? [
          {
            code: "text-damaged" as const,
            champ: champ as ChampKey,
            sentence: `Ce texte semble abîmé : ${value}. Corrigez-le, ou confirmez qu'il est juste.`,
          },
        ]
      : [],
  );
  return { sheet: SHEET, row: numero, source, doubts };
}

async function readAll(sheet: Sheet, choices: ReadingChoices): Promise<{ reading: FileReading; rows: RowReading[] }> {
  const columns = columnsOf(sheet.headings, choices);
  const samples = columns.map((): string[] => []);
  const rows: RowReading[] = [];
  const setAside: FileReading["setAside"] = [];
  for await (const batch of sheet.batches) {
    for (const row of batch) {
      for (const [i, cell] of row.cells.entries()) {
        const seen = samples[i];
        if (seen !== undefined && seen.length < 3 && !isEmptyCell(cell)) seen.push(String(cell));
      }
      const parsed = parseRow(columns, row, choices);
      if (Object.keys(parsed.source).length === 0) continue;
      const missing = REQUIRED.filter(([key]) => parsed.source[key] === undefined).map(([, name]) => name);
      if (missing.length === 0) rows.push(parsed);
      else
        setAside.push({
          sheet: SHEET,
          row: row.numero,
          reason: `Ligne ${row.numero} : il manque ${list.format(missing)}.`,
          source: parsed.source,
        });
    }
  }
  const read = columns
    .map(
      ({ heading, field, chosen }, i): ColumnReading => ({
        sheet: SHEET,
        heading,
        field,
        origin: chosen ? "choice" : field === null ? null : "heading",
        proposed: null,
        samples: samples[i] ?? [],
        values: [],
        ambiguousDates: false,
      }),
    )
    .filter(({ heading }) => heading !== "");
  const sheets = [{ name: SHEET, headingRow: 1, rows: rows.length + setAside.length, taken: true }];
  return { reading: { sheets, columns: read, dossiers: rows.length, setAside, notices: [] }, rows };
}

function* inBatches(rows: readonly RowReading[]): Generator<RowReading[]> {
  for (let at = 0; at < rows.length; at += 500) yield rows.slice(at, at + 500);
}

/** See the design: the overview first, then the rows. */
export async function readFile<T>(
  file: { path: string; name: string },
  maxSize: number,
  choices: ReadingChoices,
  use: (reading: FileReading, batches: AsyncIterable<RowReading[]>) => Promise<T>,
  _options: { onProgress?: (rowsRead: number) => void; signal?: AbortSignal } = {},
): Promise<T> {
  const { reading, rows } = await readSheet(file, maxSize, (sheet) => readAll(sheet, choices));
  async function* batches() {
    yield* inBatches(rows);
  }
  return use(reading, batches());
}
