import { isDeepStrictEqual } from "node:util";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { PREPARATION_VERSION } from "@/lib/domain/contrat-tba";
import { jsonRecordset } from "./json-recordset";
import { type PreparedColumns, RESULT_COLUMNS } from "./prepared-columns";

/** What is stored of a dossier. */
export type Before = Pick<PreparedColumns, (typeof RESULT_COLUMNS)[number] | "preparationVersion"> & { id: string };

type Change = Omit<PreparedColumns, "source" | "corrections" | "payload"> & {
  id: string;
  /** Null when it is the same: PostgreSQL keeps the compressed text that it has. */
  payload: string | null;
};

/** What there is to write of a batch. */
export type ToWrite = { changes: Change[]; versions: string[] };

const ROW_SET = jsonRecordset([...RESULT_COLUMNS, "payload", "preparationVersion"]);
const OTHERS = jsonRecordset([...RESULT_COLUMNS, "preparationVersion"]);

/** Key order is not a change: jsonb does not keep it. */
function sameResults(before: Before, after: PreparedColumns): boolean {
  for (const key of RESULT_COLUMNS) {
    const [a, b] = [before[key], after[key]];
    if (a !== b && !(typeof a === "object" && typeof b === "object" && isDeepStrictEqual(a, b))) return false;
  }
  return true;
}

/**
 * Adds to a batch what a new preparation changes. Nothing else of it is kept: thousands of dossiers that outlive their turn would cost more
 * in memory collection than in preparation.
 */
export function addPreparation(batch: ToWrite, before: Before, after: PreparedColumns): void {
  if (sameResults(before, after)) {
    if (before.preparationVersion !== after.preparationVersion) batch.versions.push(before.id);
    return;
  }
  const { source: _, corrections: __, payload, ...results } = after;
  batch.changes.push({ id: before.id, payload: before.fingerprint === after.fingerprint ? null : payload, ...results });
}

/**
 * Writes a batch over rows that the transaction holds; source, corrections and what the TBA answered are left alone. What changes has a new
 * date: a software that reads what changed since the last time must read it.
 */
export async function writePreparations(tx: Db, { changes, versions }: ToWrite): Promise<void> {
  if (changes.length > 0) {
    await tx.execute(sql`update dossiers d set ${OTHERS.assignments}, payload = coalesce(r.payload, d.payload), modified_at = now()
      from ${ROW_SET.table(changes)} where d.id = r.id`);
  }
  if (versions.length > 0) {
    await tx.execute(sql`update dossiers d set preparation_version = ${PREPARATION_VERSION}::int
      from jsonb_array_elements_text(${JSON.stringify(versions)}::jsonb) as r(id) where d.id = r.id::uuid`);
  }
}
