import type { MessagePort } from "node:worker_threads";
import type { XlsxRow, XlsxSheet } from "./xlsx.types";
import type { FromThread, ToThread } from "./xlsx-thread/messages.types";
import { openXlsxJob } from "./xlsx-thread/thread";

/** What travels to the thread at once. */
const ROWS_IN_A_SLICE = 20;
/** Other pages wait while rows are made: at most so many at a stretch, and a page comes back to the queue dozens of times. */
const ROWS_IN_A_ROW = 2;
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

type Rows = AsyncIterator<XlsxRow> | Iterator<XlsxRow>;

const startRows = (rows: XlsxSheet["rows"]): Rows =>
  Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]();

type GiveSlice = () => Promise<{ rows: string; last: boolean }>;

/** Gives the rows of a sheet some at a time, in order, however many are asked for at once. The first is read at once. Throws what `rows` throws. */
async function createSlices(rows: Rows): Promise<GiveSlice> {
  let next = await rows.next();
  const give: GiveSlice = async () => {
    const slice: string[] = [];
    for (; !next.done && slice.length < ROWS_IN_A_SLICE; next = await rows.next()) {
      const row: XlsxRow = next.value;
      slice.push(typeof row === "string" ? row : JSON.stringify(row));
      // A row that is only passed on takes no time.
      if (typeof row !== "string" && slice.length % ROWS_IN_A_ROW === 0) await nextTurn();
    }
    return { rows: `[${slice.join(",")}]`, last: next.done === true };
  };
  let given: ReturnType<GiveSlice> | undefined;
  return () => {
    given = given === undefined ? give() : given.then(give);
    return given;
  };
}

/** Whoever reads rows is told that nobody wants more; what that does is its own affair. */
const leave = async (rows: Rows) => rows.return?.();

/** The bytes that come out of a port, as they are read; the thread asks for the slices of each sheet. */
function bytesOf(port: MessagePort, slices: readonly GiveSlice[], onEnd: () => void) {
  let over = false;
  const end = (tell: () => void) => {
    if (over) return;
    over = true;
    tell();
    port.close();
    onEnd();
  };
  return new ReadableStream<Uint8Array>({
    start(output) {
      const fail = (error: unknown) => end(() => output.error(error));
      const give = async (sheet: number) => {
        const slice = await slices[sheet]?.();
        if (!over && slice !== undefined) port.postMessage({ kind: "rows", sheet, ...slice } satisfies ToThread);
      };
      port.on("message", (message: FromThread) => {
        if (over) return;
        if (message.kind === "more") give(message.sheet).catch(fail);
        else if (message.kind === "bytes") output.enqueue(message.bytes);
        else if (message.kind === "end") end(() => output.close());
        else fail(new Error(message.reason));
      });
      port.once("close", () => fail(new Error("The thread of workbooks is gone.")));
    },
    pull: () => port.postMessage({ kind: "room" } satisfies ToThread),
    cancel: () => end(() => undefined),
  });
}

/**
 * An .xlsx of some sheets, as a stream, written by a thread of its own: rows are taken from `rows` as fast as the reader takes the bytes, never all
 * at once. Headings are bold, frozen, with a filter; texts wrap; a sheet prints lying down, as wide as the page. An error of `rows` before the first is
 * thrown; a later one aborts the stream; a reader that goes away stops `rows`.
 */
export async function writeXlsxSheets(sheets: readonly XlsxSheet[]): Promise<ReadableStream<Uint8Array>> {
  const starting = openXlsxJob(sheets.map(({ rows: _, ...frame }) => frame));
  // Looked at below, or never when the rows fail first.
  starting.catch(() => undefined);
  const rows = sheets.map((sheet) => startRows(sheet.rows));
  const stop = () => {
    for (const one of rows) leave(one).catch(() => undefined);
  };
  try {
    const slices: GiveSlice[] = [];
    for (const one of rows) slices.push(await createSlices(one));
    return bytesOf(await starting, slices, stop);
  } catch (error) {
    stop();
    starting.then((port) => port.close()).catch(() => undefined);
    throw error;
  }
}

/** The same, of one sheet. */
export const writeXlsx = (sheet: XlsxSheet): Promise<ReadableStream<Uint8Array>> => writeXlsxSheets([sheet]);
