import { setImmediate as nextTurn } from "node:timers/promises";
import type { Db } from "@/db/database";
import { identifierOf } from "@/lib/domain/identity-fields";
import { missingFields, type SetAsideReason } from "@/lib/domain/set-aside-reason";
import type { ReceivedRow, RecognizedRow, RecognizedRows } from "@/lib/services/imports/recognize/recognize.types";
import { recognizeRows } from "@/lib/services/imports/recognize/recognize-rows";
import { inSlices, ROWS_PER_SLICE } from "@/lib/services/imports/slices";
import { setErasedAside } from "@/lib/services/preparation/set-erased-aside";
import { type FileKind, fileKindOf, ORDINARY } from "./file-kind";
import { judge, openJudging } from "./judge";
import type { ExistingDossier, FullRow, JudgedRow } from "./judge-row";
import { loadKnown, loadReceived } from "./load-identities";
import { loadExisting, loadStaged } from "./load-slice";

export type ClassifiedAside = { row: ReceivedRow; reason: SetAsideReason };

export type ClassifiedRows = {
  setAside: ClassifiedAside[];
  held: RecognizedRows["doubtful"];
  kind: FileKind;
  /** How many rows are judged in all. */
  total: number;
  /** The others, judged as they are taken: what each does to its dossier, and these dossiers as they are. */
  judged: AsyncIterable<JudgedSlice>;
};

/** `full`: the same rows as they came. */
export type JudgedSlice = {
  rows: JudgedRow[];
  full: readonly FullRow[];
  known: ReadonlyMap<string, ExistingDossier>;
};

/** Those that nobody could be told from, or that a person leaves out. */
async function sift(
  received: readonly ReceivedRow[],
): Promise<{ rows: ReceivedRow[]; setAside: ClassifiedAside[]; anyNameless: boolean }> {
  const sifted = { rows: [] as ReceivedRow[], setAside: [] as ClassifiedAside[], anyNameless: false };
  for await (const slice of inSlices(received)) {
    for (const row of slice) {
      const fields = missingFields(row.source);
      if (row.answer === "leave-out") sifted.setAside.push({ row, reason: { kind: "left-out" } });
      else if (fields.length > 0) sifted.setAside.push({ row, reason: { kind: "missing", fields } });
      else {
        sifted.rows.push(row);
        sifted.anyNameless ||= identifierOf(row.source) === "";
      }
    }
  }
  return sifted;
}

/** Brings all of some rows, of which only what tells whose they are was looked at. */
export type LoadFull = (rows: readonly RecognizedRow[]) => Promise<FullRow[]>;

async function* judgeSlices(
  db: Db,
  rows: readonly RecognizedRow[],
  loadFull: LoadFull,
  kind: FileKind,
): AsyncGenerator<JudgedSlice> {
  const judging = await openJudging(db, kind);
  for await (const slice of inSlices(rows, ROWS_PER_SLICE)) {
    const full = await loadFull(slice);
    const known = await loadExisting(db, slice);
    // What the driver made of the answer was a stretch of its own.
    await nextTurn();
    yield { rows: full.map((row) => judge(row, known, judging)), full, known };
  }
}

/**
 * What rows that came in, from a file or a software, would do to the dossiers as they are now: who is who, which are new, changed or the
 * same, which are left out and why, which wait for an answer. Writes nothing.
 */
export async function classifyReceived(
  db: Db,
  etablissementId: string,
  received: readonly ReceivedRow[],
  loadFull: LoadFull,
  kind: FileKind = ORDINARY,
): Promise<ClassifiedRows> {
  const { fields } = kind;
  const sifted = await sift(received);
  const welcome = await setErasedAside(db, etablissementId, sifted.rows);
  const recognized = await recognizeRows(await loadKnown(db, etablissementId, sifted.anyNameless), welcome.rows);
  const { setAside, doubtful } = recognized;
  const isOurs = ({ dossierId }: RecognizedRow) => fields === null || dossierId !== null;
  const foreign = recognized.rows.filter((row) => !isOurs(row));
  const rows = foreign.length === 0 ? recognized.rows : recognized.rows.filter(isOurs);
  return {
    setAside: [
      ...sifted.setAside,
      ...welcome.setAside,
      ...setAside,
      ...foreign.map((row) => ({ row, reason: { kind: "foreign" as const } })),
    ],
    held: doubtful,
    total: rows.length,
    kind,
    judged: judgeSlices(db, rows, loadFull, kind),
  };
}

/** The same of the staged rows of an import: before (preview) and within the transaction that writes. */
export async function classifyRows(db: Db, etablissementId: string, importId: string): Promise<ClassifiedRows> {
  const received = await loadReceived(db, importId);
  const kind = await fileKindOf(db, importId);
  return classifyReceived(db, etablissementId, received, (rows) => loadStaged(db, importId, rows), kind);
}
