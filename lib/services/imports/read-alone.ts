import type { JsonObject } from "@/lib/domain/json";
import { describeRowAside } from "@/lib/domain/set-aside-reason";
import { interpretFile } from "@/lib/spreadsheet/interpret-file";
import { recognizeRows } from "./recognize/recognize-rows";

type Told = { sheet: string; row: number; reason: string };

/** What `npm run -s read` prints of a file. `proposed`: the field that a person would be offered for a column that nothing fills. */
export type FileAlone = {
  sheets: { name: string; headingRow: number | null; taken: boolean }[];
  columns: { sheet: string; heading: string; field: string | null; proposed?: string }[];
  dossiers: { sheet: string; row: number; source: JsonObject }[];
  setAside: Told[];
  toConfirm: Told[];
  notices: string[];
};

/**
 * What a file gives by itself, as it would be stored where no dossier is known yet: a second row for one dossier is set aside here as it
 * is on the page. Throws ServiceError when the file is of no use.
 */
export async function readAlone(bytes: Uint8Array, name: string): Promise<FileAlone> {
  const { reading, rows } = await interpretFile(bytes, name, {});
  const all = [...rows()];
  const received = all.map(({ sheet, row, source }, rank) => ({ rank, sheet, row, source, answer: null }));
  const repeated = (await recognizeRows([], received)).setAside;
  const aside = new Set(repeated.map(({ row }) => row.rank));
  const kept = all.filter((_, rank) => !aside.has(rank));
  return {
    sheets: reading.sheets.map(({ name, headingRow, taken }) => ({ name, headingRow, taken })),
    columns: reading.columns.map(({ sheet, heading, field, proposed }) => ({
      sheet,
      heading,
      field,
      ...(proposed === null ? {} : { proposed }),
    })),
    dossiers: kept.map(({ sheet, row, source }) => ({ sheet, row, source })),
    setAside: [
      ...reading.setAside.map(({ sheet, row, reason }) => ({ sheet, row, reason })),
      ...repeated.map(({ row: { sheet, row }, reason }) => ({
        sheet,
        row,
        reason: describeRowAside(reason, { sheet, row }),
      })),
    ],
    toConfirm: kept.flatMap(({ sheet, row, doubts }) =>
      doubts.map(({ sentence }) => ({ sheet, row, reason: sentence })),
    ),
    notices: reading.notices,
  };
}
