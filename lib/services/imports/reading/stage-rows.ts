import { sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import type { Json, JsonObject } from "@/lib/domain/json";
import { toStorableText } from "@/lib/domain/storable-json";
import { inSlices, oneAhead, ROWS_PER_SLICE } from "@/lib/services/imports/slices";
import type { RowReading, RowSetAside } from "@/lib/spreadsheet/reading.types";

/** Whose staged rows these are. */
export type Staged = { importId: string; etablissementId: string };

type StagedRow = {
  rank: number;
  sheet: string;
  row: number;
  source: JsonObject;
  doubts: RowReading["doubts"];
  stopped: string | null;
  kind: "set-aside" | null;
};

/** What a file says is in all of a row: its values, its sheet's name, what the reader quotes of them. */
async function insert(db: Db, { importId, etablissementId }: Staged, rows: readonly StagedRow[]): Promise<void> {
  await db.execute(sql`insert into import_rows (import_id, etablissement_id, rank, sheet, row, source, doubts, stopped, kind, reason)
    select ${importId}::uuid, ${etablissementId}::uuid, r.rank, r.sheet, r.row, r.source, r.doubts, r.stopped, r.kind, r.stopped
    from jsonb_to_recordset(${toStorableText(rows as unknown as Json)}::jsonb)
      as r(rank int, sheet text, row int, source jsonb, doubts jsonb, stopped text, kind text)`);
}

/**
 * Puts the rows of a file in the staging table as they are read, then those that the reader left out, with its reasons. `onSlice` is told
 * how many are there and may throw to stop.
 */
export async function stageRows(
  db: Db,
  staged: Staged,
  batches: AsyncIterable<readonly RowReading[]>,
  setAside: readonly RowSetAside[],
  onSlice: (done: number) => Promise<void>,
): Promise<void> {
  let rank = 0;
  const put = async (rows: readonly Omit<StagedRow, "rank">[]) => {
    for await (const slice of inSlices(rows, ROWS_PER_SLICE)) {
      await insert(
        db,
        staged,
        slice.map((row) => {
          rank += 1;
          return { rank, ...row };
        }),
      );
      await onSlice(rank);
    }
  };
  for await (const batch of oneAhead(batches)) await put(batch.map((row) => ({ ...row, stopped: null, kind: null })));
  await put(
    setAside.map(({ sheet, row, reason, source = {} }) => ({
      sheet,
      row,
      source,
      doubts: [],
      stopped: reason,
      kind: "set-aside",
    })),
  );
}
