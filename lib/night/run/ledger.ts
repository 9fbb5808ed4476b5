import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows, preparedRows } from "@/db/database";
import { uuidArray } from "@/db/uuid-array";

const IdSchema = z.object({ id: z.string() });

/** Another process took the établissement's run over: this one must stop and write nothing more. */
export class RunLostError extends Error {}

/**
 * What a call can do without if the database's machine falls: its answer, written durably, makes it durable too. Spares each call
 * the wait for the disk.
 */
const WITHOUT_WAITING_FOR_DISK = sql`set_config('synchronous_commit', 'off', true)`;

/** Says that the run lives, and what it waits for. Throws RunLostError when it is no longer ours. */
export async function heartbeat(db: Db, transmissionId: string, waitingFor: string | null): Promise<void> {
  const touched = await parsedRows(
    db,
    IdSchema,
    sql`update transmissions set heartbeat_at = now(), waiting_for = ${waitingFor}
      where id = ${transmissionId}::uuid and status = 'running' returning id`,
  );
  if (touched.length === 0) throw new RunLostError();
}

export type PreparedCall = {
  sequence: number;
  attempt: number;
  dossierIds: readonly string[];
  bytes: number;
  requestedAt: Date;
};

/** Writes the request down before it leaves. Answers the call's id. Throws RunLostError. */
export async function recordCall(db: Db, transmissionId: string, call: PreparedCall): Promise<string> {
  const { sequence, attempt, dossierIds, bytes, requestedAt } = call;
  const [row] = await preparedRows(
    db,
    IdSchema,
    sql`with alive as (
        update transmissions set heartbeat_at = now(), waiting_for = null
        where id = ${transmissionId}::uuid and status = 'running' returning id, etablissement_id, ${WITHOUT_WAITING_FOR_DISK}
      )
      insert into calls (transmission_id, etablissement_id, sequence, attempt, dossiers, dossier_ids, bytes, requested_at)
      select id, etablissement_id, ${sequence}::int, ${attempt}::int, ${dossierIds.length}::int, ${uuidArray(dossierIds)}, ${bytes}::int,
        ${requestedAt.toISOString()}::timestamptz from alive
      returning id`,
  );
  if (row === undefined) throw new RunLostError();
  return row.id;
}
