import { withinBounds } from "@/lib/spreadsheet/bounds";
import { readFile } from "@/lib/spreadsheet/read-file";
import type { SandboxLimits } from "@/lib/spreadsheet/sandbox/limits";
import { openTable, type Sheet, type SheetRow } from "@/lib/spreadsheet/sheet";
import { withFileOf } from "./with-file-of";

/** All that a file holds, for a test that looks at it whole. */
type WholeTable = { headings: string[]; rows: SheetRow[] };

/** The table that a reader's rows make, in this process. */
export async function readTable(rawRows: AsyncGenerator<SheetRow>): Promise<WholeTable> {
  const { headings, rows } = await openTable(withinBounds(rawRows));
  const all: SheetRow[] = [];
  for await (const row of rows) all.push(row);
  return { headings, rows: all };
}

async function collect({ headings, batches }: Sheet): Promise<WholeTable> {
  const all: SheetRow[] = [];
  for await (const batch of batches) all.push(...batch);
  return { headings, rows: all };
}

/** The table of a file's bytes, read by the sandbox as an import reads them. */
export const readBytes = (bytes: Uint8Array, name: string, maxSize: number, limits?: SandboxLimits) =>
  withFileOf(bytes, (path) => readFile({ path, name }, maxSize, collect, limits));
