import type { StreamRow } from "hucre";
import { streamOdsRows } from "hucre/ods";
import type { Merge, RawRow, RawSheet, RawWorkbook } from "@/lib/spreadsheet/raw.types";
import { type DayOfCell, parseCell } from "./parse-cell";
import { workbookRefusal } from "./refusals";

type Span = { startRow: number; endRow: number; startCol: number; endCol: number };
/** What our patch of hucre adds to a row. */
type PatchedRow = StreamRow & {
  sheetIndex: number;
  sheetName: string;
  sheetHidden: boolean;
  calendar1904: boolean;
  hidden: boolean;
  lost: number[];
  merges: Span[];
};

const toMerge = ({ startRow, endRow, startCol, endCol }: Span): Merge => ({
  firstRow: startRow + 1,
  lastRow: endRow + 1,
  firstColumn: startCol,
  lastColumn: endCol,
});

/** The rows of one sheet, out of the stream of them all; the first row of the next one is left for it. The workbook's calendar comes with its rows. */
async function* readSheets(
  bytes: Uint8Array,
  dayOf: DayOfCell,
  tellCalendar: (is1904: boolean) => void,
): AsyncGenerator<RawSheet> {
  const stream = streamOdsRows(bytes) as AsyncGenerator<PatchedRow>;
  const take = async () => {
    try {
      return await stream.next();
    } catch (error) {
      throw workbookRefusal(error);
    }
  };
  let next = await take();
  while (next.done !== true) {
    const { sheetIndex, sheetName, sheetHidden } = next.value;
    tellCalendar(next.value.calendar1904);
    const merges: Merge[] = [];
    const rows = async function* (): AsyncGenerator<RawRow> {
      while (next.done !== true && next.value.sheetIndex === sheetIndex) {
        const { index, values, hidden, lost, merges: spans } = next.value;
        merges.push(...spans.map(toMerge));
        yield { numero: index + 1, cells: values.map((value) => parseCell(value, dayOf)), hidden, lost };
        next = await take();
      }
    };
    yield { name: sheetName, hidden: sheetHidden, rows: rows(), merges };
    // What nobody read of this sheet is passed over.
    while (next.done !== true && next.value.sheetIndex === sheetIndex) next = await take();
  }
}

/** An OpenDocument workbook (.ods). Throws ServiceError (INVALID_INPUT) when it is damaged or protected. */
export function readOds(bytes: Uint8Array, dayOf: DayOfCell): RawWorkbook {
  const sheets = readSheets(bytes, dayOf, (is1904) => {
    workbook.calendar1904 = is1904;
  });
  const workbook: RawWorkbook = { calendar1904: false, sheets, notices: [], malformed: [] };
  return workbook;
}
