import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { identityOf } from "@/lib/domain/identity-fields";
import type { Json } from "@/lib/domain/json";
import { isStorableText, toStorableText } from "@/lib/domain/storable-json";
import type { FullRow } from "@/lib/services/imports/classify/judge-row";
import type { ReceivedRow } from "@/lib/services/imports/recognize-rows";
import { oneAhead } from "@/lib/services/imports/slices";
import type { RowBatch, RowReading } from "@/lib/spreadsheet/reading.types";
import { parseRows } from "@/lib/spreadsheet/sandbox/parse-message";

/** The rows of a file that was just read: who each is, and the way to the rest. */
export type SpooledRows = {
  received: ReceivedRow[];
  load: <R extends { rank: number }>(rows: readonly R[]) => Promise<(R & SpooledPart)[]>;
};

/** What was not kept in memory of a row. */
type SpooledPart = Pick<FullRow, "sheet" | "row" | "source" | "doubts" | "confirmed">;

/** Where some rows lie in the spool; `first`: the rank of the first one. */
type Place = { first: number; count: number; at: number; length: number };

/** What can stand for something that no database keeps: JSON writes it so. */
const ESCAPE = Buffer.from("\\u");

/** The rows as the database can keep them. */
function storable(batch: RowBatch): RowBatch {
  const { bytes } = batch;
  if (!bytes.includes(ESCAPE) || isStorableText(bytes.toString())) return batch;
  const rows = parseRows(bytes);
  const cleaned = Buffer.from(toStorableText({ kind: "rows", rows } as unknown as Json));
  const identities = parseRows(cleaned).map(({ source, ...place }) => ({ ...place, source: identityOf(source) }));
  return { identities, bytes: cleaned };
}

/** Reads rows back, which are asked for in the order of the file: the last ones read are kept for the next that are asked. */
function createLoader(file: FileHandle, places: readonly Place[]): SpooledRows["load"] {
  let current: { place: Place; rows: RowReading[] } | null = null;
  let next = 0;
  const reach = async (rank: number): Promise<RowReading | undefined> => {
    if (current !== null && rank < current.place.first) {
      current = null;
      next = 0;
    }
    while (current === null || rank >= current.place.first + current.rows.length) {
      const place = places[next];
      if (place === undefined) return undefined;
      next += 1;
      const following = places[next];
      if (following !== undefined && rank >= following.first) continue;
      const bytes = Buffer.allocUnsafe(place.length);
      await file.read(bytes, 0, place.length, place.at);
      current = { place, rows: parseRows(bytes) };
      if (current.rows.length !== place.count)
        throw new Error("The rows of the file are not those that were announced.");
    }
    return current.rows[rank - current.place.first];
  };
  return async <R extends { rank: number }>(wanted: readonly R[]) => {
    const full: (R & SpooledPart)[] = [];
    for (const each of wanted) {
      const found = await reach(each.rank);
      if (found === undefined) throw new Error("A row of the file is not in the spool.");
      const { sheet, row, source, doubts } = found;
      full.push({ ...each, sheet, row, source, doubts, confirmed: [] });
    }
    return full;
  };
}

/** Rows that are kept on this machine's disk until they are asked for. */
export type Spool = {
  /** Takes rows in, as the database can keep them; `onBatch` is told how many there are. */
  take: (batches: AsyncIterable<RowBatch>, onBatch: (rows: number) => Promise<void>) => Promise<void>;
  rows: SpooledRows;
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
    const places: Place[] = [];
    const received: ReceivedRow[] = [];
    let at = 0;
    const add = async (batch: RowBatch) => {
      const { identities, bytes } = storable(batch);
      places.push({ first: received.length + 1, count: identities.length, at, length: bytes.length });
      for (const { sheet, row, source } of identities) {
        received.push({ rank: received.length + 1, sheet, row, source, answer: null });
      }
      await file.write(bytes, 0, bytes.length, at);
      at += bytes.length;
    };
    const take: Spool["take"] = async (batches, onBatch) => {
      for await (const batch of oneAhead(batches)) {
        await add(batch);
        await onBatch(received.length);
      }
    };
    try {
      return await use({ take, rows: { received, load: createLoader(file, places) } });
    } finally {
      await file.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
