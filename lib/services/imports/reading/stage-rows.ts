import { sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import type { Json, JsonObject } from "@/lib/domain/json";
import { toStorableText } from "@/lib/domain/storable-json";
import type { Verdict } from "@/lib/services/imports/classify/verdicts";
import { rowName } from "@/lib/services/imports/row-name";
import { inSlices, ROWS_PER_SLICE } from "@/lib/services/imports/slices";
import type { RowReading, RowSetAside } from "@/lib/spreadsheet/reading.types";

/** Whose staged rows these are. */
export type Staged = { importId: string; etablissementId: string };

/** A row of a file, and what it would do. `stopped`: why its reader left it out. */
type StagedRow = Omit<Verdict, "erased"> & {
  sheet: string;
  row: number;
  source: JsonObject;
  doubts: RowReading["doubts"];
  stopped: string | null;
};

/** What a file says is in all of a row: its values, its sheet's name, what the reader quotes of them. */
async function insert(db: Db, { importId, etablissementId }: Staged, rows: readonly StagedRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db.execute(sql`insert into import_rows (import_id, etablissement_id, rank, sheet, row, source, doubts, stopped, kind, dossier_id,
      apprenant, reason, changes, questions, blocked)
    select ${importId}::uuid, ${etablissementId}::uuid, r.rank, r.sheet, r.row, r.source, r.doubts, r.stopped, r.kind, d.id,
      r.apprenant, r.reason, r.changes, r.questions, r.blocked
    from jsonb_to_recordset(${toStorableText(rows as unknown as Json)}::jsonb) as r(rank int, sheet text, row int, source jsonb, doubts jsonb,
        stopped text, kind text, dossier_id uuid, apprenant text, reason text, changes jsonb, questions jsonb, blocked boolean)
      left join dossiers d on d.id = r.dossier_id`);
}

/** Puts rows of a file, all that they say and what they would do, in the staging table. Both lists are of the same rows, in the same order. */
export function stageJudged(
  db: Db,
  staged: Staged,
  verdicts: readonly Verdict[],
  full: readonly Pick<StagedRow, "sheet" | "row" | "source" | "doubts">[],
): Promise<void> {
  return insert(
    db,
    staged,
    verdicts.flatMap(({ erased, ...verdict }, rank): StagedRow[] => {
      const read = full[rank];
      if (read === undefined) return [];
      const { sheet, row } = read;
      return erased
        ? [{ ...verdict, sheet, row, source: {}, doubts: [], stopped: verdict.reason }]
        : [{ ...verdict, sheet, row, source: read.source, doubts: read.doubts, stopped: null }];
    }),
  );
}

/** Puts the rows that the reader left out there too, after the others (`count`), with its reasons. */
export async function stageStopped(
  db: Db,
  staged: Staged,
  setAside: readonly RowSetAside[],
  count: number,
): Promise<void> {
  const nothing = { kind: "set-aside" as const, dossier_id: null, changes: null, questions: [] };
  const rows = setAside.map(({ sheet, row, reason, source = {} }, place): StagedRow => {
    const read = { rank: count + place + 1, sheet, row, source, doubts: [] };
    return { ...nothing, ...read, apprenant: rowName(source), blocked: false, stopped: reason, reason };
  });
  for await (const slice of inSlices(rows, ROWS_PER_SLICE)) await insert(db, staged, slice);
}
