import { getTableColumns, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { dossiers } from "@/db/schema/dossiers";
import { type DoubtfulDossier, getDossierContexts } from "./dossier-contexts";
import { type PreparedColumns, preparedColumns, RESULT_COLUMNS } from "./prepared-columns";
import { addPreparation, type Before, type ToWrite, writePreparations } from "./write-preparations";

/** «skip» leaves rows that someone else is writing and never waits; «wait» waits for them. */
export type LockMode = "skip" | "wait";

export type Batch = {
  /** The dossiers done; those left to others are not among them. */
  ids: string[];
  /** Établissements where who is the same person as whom may have changed. */
  reshuffled: Set<string>;
};

type Row = Before & DoubtfulDossier & Pick<PreparedColumns, "source" | "corrections">;

const columns = getTableColumns(dossiers);
const READ_COLUMNS = [
  "id",
  "etablissementId",
  "idErpApprenant",
  "source",
  "corrections",
  "doubts",
  "confirmed",
  "preparationVersion",
  ...RESULT_COLUMNS,
] as const satisfies readonly (keyof Row)[];
const AS_JSON = READ_COLUMNS.filter((key) => columns[key].getSQLType() === "jsonb");

/** JSON as text, to be read one dossier at a time: a whole batch of objects in memory would cost more to the collector than its preparation. */
const SELECTION = sql.raw(
  READ_COLUMNS.map((key) => `d.${columns[key].name}${AS_JSON.includes(key) ? "::text" : ""} as "${key}"`).join(", "),
);
const RawRowSchema = z.looseObject({
  id: z.string(),
  etablissementId: z.string(),
  idErpApprenant: z.string(),
  person: z.string().nullable(),
});

/** The row, its JSON read. Other types come from both drivers as the schema says them: days are texts. */
function parseRow(raw: z.infer<typeof RawRowSchema>): Row {
  for (const key of AS_JSON) {
    const text = raw[key];
    if (typeof text === "string") raw[key] = JSON.parse(text);
  }
  return raw as unknown as Row;
}

/** A condition on dossiers `d`: to be among these. */
export const idIn = (ids: readonly string[]): SQL =>
  sql`d.id in (select e::uuid from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) as e)`;

/**
 * Prepares again the dossiers `d` that `where` chooses, within a transaction. The rows are held from the reading to the writing, so nobody's
 * change is overwritten, and who wants to write them meanwhile waits for this batch only. With «skip» it never waits while it
 * holds rows: it cannot be part of a deadlock.
 */
export async function reprepareBatch(tx: Db, where: SQL, lock: LockMode): Promise<Batch> {
  const waiting = sql.raw(lock === "skip" ? "skip locked" : "");
  const found = await parsedRows(
    tx,
    RawRowSchema,
    sql`select ${SELECTION} from dossiers d where ${where} order by d.id for no key update of d ${waiting}`,
  );
  const batch: Batch = { ids: found.map(({ id }) => id), reshuffled: new Set() };
  if (found.length === 0) return batch;
  const context = await getDossierContexts(tx, found);
  const toWrite: ToWrite = { changes: [], versions: [] };
  for (let raw = found.pop(); raw !== undefined; raw = found.pop()) {
    const before = parseRow(raw);
    const after = preparedColumns(before.source, before.corrections, context.of(before, before.corrections));
    if (after.person !== before.person) batch.reshuffled.add(before.etablissementId);
    addPreparation(toWrite, before, after);
  }
  await writePreparations(tx, toWrite);
  return batch;
}
