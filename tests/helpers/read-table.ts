import type { Cell } from "@/lib/domain/parse-value";
import { createBounds } from "@/lib/spreadsheet/bounds";
import { isEmptyCell } from "@/lib/spreadsheet/empty-cell";
import { openWorkbook } from "@/lib/spreadsheet/open-workbook";
import { readFile } from "@/lib/spreadsheet/read-file";
import type { FileReading, ReadingChoices, RowReading } from "@/lib/spreadsheet/reading.types";
import type { SandboxLimits } from "@/lib/spreadsheet/sandbox/limits";
import { parseRows } from "@/lib/spreadsheet/sandbox/parse-message";
import { withFileOf } from "./with-file-of";

/** The first visible sheet of a file, cell by cell, read in this process: its first filled row, and those under it, cut to its width. */
export async function readCells(
  bytes: Uint8Array,
  name: string,
): Promise<{ headings: string[]; rows: { numero: number; cells: Cell[] }[] }> {
  const { sheets } = await openWorkbook(bytes, name);
  for await (const sheet of sheets) {
    if (sheet.hidden) continue;
    const all = [];
    for await (const row of createBounds(() => undefined)(sheet.rows)) all.push(row);
    const [first, ...others] = all;
    const headings = (first?.cells ?? []).map((cell) =>
      cell === null ? "" : String(cell).replace(/\s+/g, " ").trim(),
    );
    const rows = others.map(({ numero, cells }) => ({ numero, cells: headings.map((_, i) => cells[i] ?? null) }));
    return { headings, rows: rows.filter(({ cells }) => !cells.every(isEmptyCell)) };
  }
  return { headings: [], rows: [] };
}

export type WholeReading = { reading: FileReading; rows: RowReading[] };

/** All that a file's bytes hold, read by the sandbox as an import reads them. */
export const readBytes = (
  bytes: Uint8Array,
  name: string,
  maxSize: number,
  { limits, choices = {} }: { limits?: SandboxLimits; choices?: ReadingChoices } = {},
): Promise<WholeReading> =>
  withFileOf(bytes, (path) =>
    readFile(
      { path, name },
      maxSize,
      choices,
      async (reading, { batches }) => {
        const rows: RowReading[] = [];
        for await (const batch of batches) rows.push(...parseRows(batch));
        return { reading, rows };
      },
      limits === undefined ? {} : { limits },
    ),
  );
