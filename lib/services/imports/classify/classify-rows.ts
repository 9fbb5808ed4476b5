import { setImmediate as nextTurn } from "node:timers/promises";
import { eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { imports } from "@/db/schema/imports";
import { EMPTY_CONTEXT } from "@/lib/domain/anomalies/context";
import type { ChampKey } from "@/lib/domain/champs";
import { identifierOf } from "@/lib/domain/identity-fields";
import { isReportField } from "@/lib/domain/own-report";
import type { SetAsideReason } from "@/lib/domain/set-aside-reason";
import { missingFields } from "@/lib/domain/set-aside-reason";
import {
  type ReceivedRow,
  type RecognisedRow,
  type RecognisedRows,
  recognizeRows,
} from "@/lib/services/imports/recognize-rows";
import { inSlices, ROWS_PER_SLICE } from "@/lib/services/imports/slices";
import { getUnknownCouples } from "@/lib/services/preparation/dossier-contexts";
import { setErasedAside } from "@/lib/services/preparation/set-erased-aside";
import { judgeReportRow } from "./judge-report-row";
import { type ExistingDossier, type FullRow, type JudgedRow, judgeRow } from "./judge-row";
import { loadKnown, loadReceived } from "./load-identities";
import { loadExisting, loadStaged } from "./load-slice";

export type ClassifiedAside = { row: ReceivedRow; reason: SetAsideReason };

export type ClassifiedRows = {
  setAside: ClassifiedAside[];
  held: RecognisedRows["doubtful"];
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

/**
 * `fields`: of our own report that came back, those that still have a column; null for any other file. `completes`: our sheet of rows left out. Those that neither
 * names are not absent.
 */
export type FileKind = { fields: ChampKey[] | null; completes: boolean };

const ORDINARY: FileKind = { fields: null, completes: false };

/** True for a file that tells who is in the software. */
export const tellsAbsents = ({ fields, completes }: FileKind): boolean => fields === null && !completes;

/** What kind of file an import is of. */
export async function fileKindOf(db: Db, importId: string): Promise<FileKind> {
  const [row] = await db.select({ reading: imports.reading }).from(imports).where(eq(imports.id, importId));
  const { ownReport = false, completes = false, columns = [] } = row?.reading ?? {};
  const fields = ownReport ? [...new Set(columns.flatMap(({ field }) => field ?? []))].filter(isReportField) : null;
  return { fields, completes };
}

/** Brings all of some rows, of which only what tells whose they are was looked at. */
export type LoadFull = (rows: readonly RecognisedRow[]) => Promise<FullRow[]>;

async function* judge(
  db: Db,
  rows: readonly RecognisedRow[],
  loadFull: LoadFull,
  fields: readonly ChampKey[] | null,
): AsyncGenerator<JudgedSlice> {
  const outside = { ...EMPTY_CONTEXT, unknownCouples: await getUnknownCouples(db) };
  for await (const slice of inSlices(rows, ROWS_PER_SLICE)) {
    const full = await loadFull(slice);
    const known = await loadExisting(db, slice);
    // What the driver made of the answer was a stretch of its own.
    await nextTurn();
    const knownOf = (id: string | null) => (id === null ? null : (known.get(id) ?? null));
    const judgeOne = (row: FullRow) => {
      const dossier = knownOf(row.dossierId);
      return fields === null || dossier === null
        ? judgeRow(row, dossier, outside)
        : judgeReportRow(row, dossier, fields, outside);
    };
    yield { rows: full.map(judgeOne), full, known };
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
  const isOurs = ({ dossierId }: RecognisedRow) => fields === null || dossierId !== null;
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
    judged: judge(db, rows, loadFull, fields),
  };
}

/** The same of the staged rows of an import: before (preview) and within the transaction that writes. */
export async function classifyRows(db: Db, etablissementId: string, importId: string): Promise<ClassifiedRows> {
  const received = await loadReceived(db, importId);
  const kind = await fileKindOf(db, importId);
  return classifyReceived(db, etablissementId, received, (rows) => loadStaged(db, importId, rows), kind);
}
