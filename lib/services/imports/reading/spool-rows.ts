import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Json } from "@/lib/domain/json";
import { markFilled } from "@/lib/domain/mended-cells";
import { isStorableText, toStorableJson, toStorableText } from "@/lib/domain/storable-json";
import type { FullRow } from "@/lib/services/imports/classify/judge-row";
import type { ReceivedRow } from "@/lib/services/imports/recognize/recognize.types";
import { oneAhead } from "@/lib/services/imports/slices";
import type { FileRows, RowReading } from "@/lib/spreadsheet/reading.types";
import { parseRows } from "@/lib/spreadsheet/sandbox/parse-message";

/** The rows of a file that was just read: who each is, and the way to the rest. */
export type SpooledRows = {
  received: ReceivedRow[];
  load: <R extends { rank: number }>(rows: readonly R[]) => Promise<(R & SpooledPart)[]>;
};

/** What was not kept in memory of a row. */
type SpooledPart = Pick<FullRow, "sheet" | "row" | "source" | "doubts" | "confirmed">;

/** Some rows, `first` being the rank of the first one; and where they lie in the spool, once they do. */
type Place = { first: number; count: number; lies: { at: number; length: number } | null };

/** What can stand for something that no database keeps: JSON writes it so. */
const ESCAPE = Buffer.from("\\u");

/** Rows as the database can keep them. */
function storable(bytes: Buffer): Buffer {
  if (!bytes.includes(ESCAPE) || isStorableText(bytes.toString())) return bytes;
  return Buffer.from(toStorableText({ kind: "rows", rows: parseRows(bytes) } as unknown as Json));
}

/** Who waits for rows that are still on their way: heard when some come, or when none will. */
function createArrivals() {
  let wake = () => {};
  let next = new Promise<void>((resolve) => {
    wake = resolve;
  });
  return {
    wait: () => next,
    tell: () => {
      wake();
      next = new Promise((resolve) => {
        wake = resolve;
      });
    },
  };
}

/** The file of the rows, and what is known of them. `failure`: why the rest will not come. */
type Shelf = {
  file: FileHandle;
  places: Place[];
  arrivals: ReturnType<typeof createArrivals>;
  failure: { reason: unknown } | null;
};

async function readPlace(shelf: Shelf, place: Place): Promise<RowReading[]> {
  while (place.lies === null) {
    if (shelf.failure !== null) throw shelf.failure.reason;
    await shelf.arrivals.wait();
  }
  const { at, length } = place.lies;
  const bytes = Buffer.allocUnsafe(length);
  await shelf.file.read(bytes, 0, length, at);
  const rows = parseRows(bytes);
  if (rows.length !== place.count) throw new Error("The rows of the file are not those that were announced.");
  return rows;
}

/** Reads rows back, which are asked for in the order of the file: the last ones read are kept for the next that are asked. */
function createLoader(shelf: Shelf): SpooledRows["load"] {
  let current: { place: Place; rows: RowReading[] } | null = null;
  let next = 0;
  const reach = async (rank: number): Promise<RowReading | undefined> => {
    if (current !== null && rank < current.place.first) {
      current = null;
      next = 0;
    }
    while (current === null || rank >= current.place.first + current.place.count) {
      const place = shelf.places[next];
      if (place === undefined) return undefined;
      next += 1;
      if (rank < place.first + place.count) current = { place, rows: await readPlace(shelf, place) };
    }
    return current.rows[rank - current.place.first];
  };
  return async <R extends { rank: number }>(wanted: readonly R[]) => {
    const full: (R & SpooledPart)[] = [];
    for (const each of wanted) {
      const found = await reach(each.rank);
      if (found === undefined) throw new Error("A row of the file is not in the spool.");
      const { sheet, row, source, doubts } = found;
      full.push({ ...each, sheet, row, source: markFilled(source), doubts, confirmed: [] });
    }
    return full;
  };
}

async function fill(shelf: Shelf, batches: AsyncIterable<Buffer>): Promise<void> {
  let at = 0;
  let filled = 0;
  for await (const batch of oneAhead(batches)) {
    const place = shelf.places[filled];
    if (place === undefined) throw new Error("More rows of the file came than were announced.");
    const bytes = storable(batch);
    // One after the other, each whole, or it throws: `write` may take a part of it without a word when the disk is nearly full.
    await shelf.file.writeFile(bytes);
    place.lies = { at, length: bytes.length };
    at += bytes.length;
    filled += 1;
    shelf.arrivals.tell();
  }
  if (filled < shelf.places.length) throw new Error("Fewer rows of the file came than were announced.");
}

/** Rows that are kept on this machine's disk until they are asked for. */
export type Spool = {
  /**
   * Takes rows in, as the database can keep them, and answers what `use` makes of them: it is called as soon as it is known whose they all are, while the rest of them
   * comes. Throws why they did not all come, whatever became of `use`; else what it throws.
   */
  take: <T>(rows: FileRows, use: (rows: SpooledRows) => Promise<T>) => Promise<T>;
};

/**
 * Keeps the rows of a file on this machine's disk, as the file itself is while it is read, for as long as `use` lasts: a hundred thousand are
 * neither held in memory nor written to the database and read back.
 */
export async function withSpool<T>(use: (spool: Spool) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "passerelle-lignes-"));
  try {
    const file = await open(join(folder, "rows"), "wx+", 0o600);
    // Without a name, it goes with this process however it ends. Where a system keeps the name of an open file, it goes at the end.
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    const take: Spool["take"] = async ({ identities, batches }, useRows) => {
      const shelf: Shelf = { file, places: [], arrivals: createArrivals(), failure: null };
      const received: ReceivedRow[] = [];
      for await (const batch of identities) {
        shelf.places.push({ first: received.length + 1, count: batch.length, lies: null });
        for (const { sheet, row, source } of batch) {
          received.push({ rank: received.length + 1, sheet, row, source: toStorableJson(source), answer: null });
        }
        // Many come at once: nothing else would be served until the last.
        await nextTurn();
      }
      const filling = fill(shelf, batches).catch((reason: unknown) => {
        shelf.failure = { reason };
        shelf.arrivals.tell();
        throw reason;
      });
      const [came, used] = await Promise.allSettled([filling, useRows({ received, load: createLoader(shelf) })]);
      if (came.status === "rejected") throw came.reason;
      if (used.status === "rejected") throw used.reason;
      return used.value;
    };
    try {
      return await use({ take });
    } finally {
      await file.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
