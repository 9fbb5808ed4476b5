import { sql } from "drizzle-orm";
import { type Db, preparedRows, rows } from "@/db/database";
import { transmissions } from "@/db/schema/transmissions";
import { uuidArray } from "@/db/uuid-array";
import type { RunTrigger } from "@/lib/domain/enumerations";
import type { ServiceContext } from "@/lib/services/context";
import { closeRun, type RunOutcome } from "./close-run";
import { findResumable } from "./find-resumable";
import { type Selection, selectDossiers } from "./select-dossiers";

/** Another process took the établissement's run over: this one must stop and write nothing more. */
export class RunLostError extends Error {}

export const INTERRUPTED: RunOutcome = {
  status: "interrupted",
  error: "Le serveur s'est arrêté pendant la transmission.",
};

/**
 * What a call can do without if the database's machine falls: its answer, written durably, makes it durable too. Spares each call
 * the wait for the disk.
 */
const WITHOUT_WAITING_FOR_DISK = sql`set_config('synchronous_commit', 'off', true)`;

/** What a run is about; `nightId` null when a person asks; `ownerId`: the process that runs it. */
export type RunOpening = {
  trigger: RunTrigger;
  by: string | null;
  nightId: string | null;
  ownerId: number | null;
};

export type OpenedRunSelection = { id: string } & Selection;

/** A run still under way belongs to a process that the queue gave up: it is closed, and that process will write nothing more. */
async function closeLeftovers(db: Db, etablissementId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const leftovers = await rows<{ id: string }>(
      tx,
      sql`select id from transmissions where etablissement_id = ${etablissementId}::uuid and status = 'running' for update`,
    );
    for (const { id } of leftovers) await closeRun(tx, id, INTERRUPTED);
  });
}

/**
 * Opens a run for an établissement, and writes down what it sets out to send: everything, or what the last run left when a crash cut
 * it, or when that is asked for (`resume`). `previousStatus`: how the last run ended, null when there is none.
 */
export async function openRun(
  { db, now }: ServiceContext,
  etablissementId: string,
  opening: RunOpening,
  { resume, perCall, previousStatus }: { resume: boolean; perCall: number; previousStatus: string | null },
): Promise<OpenedRunSelection> {
  if (previousStatus === "running") await closeLeftovers(db, etablissementId);
  const whole = previousStatus === null || previousStatus === "completed";
  const before = whole ? null : await findResumable(db, etablissementId, now, !resume);
  const selection = await selectDossiers(db, etablissementId, before?.runs ?? [], perCall);
  const { eligibles, invalides } = selection;
  const insert = () =>
    db
      .insert(transmissions)
      .values({
        ...opening,
        etablissementId,
        status: "running",
        startedAt: now,
        heartbeatAt: sql`now()`,
        resumedFrom: before?.id ?? null,
        eligibles: eligibles.length,
        invalides,
        eligibleIds: sql`${uuidArray(eligibles.map((d) => d.id))}`,
      })
      .onConflictDoNothing()
      .returning({ id: transmissions.id });
  let [opened] = await insert();
  if (opened === undefined) {
    await closeLeftovers(db, etablissementId);
    [opened] = await insert();
  }
  if (opened === undefined) throw new Error("La transmission n'a pas été ouverte.");
  return { id: opened.id, ...selection };
}

/** Says that the run lives, and what it waits for. Throws RunLostError when it is no longer ours. */
export async function heartbeat(db: Db, transmissionId: string, waitingFor: string | null): Promise<void> {
  const touched = await rows(
    db,
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
  const [row] = await preparedRows<{ id: string }>(
    db,
    sql`with alive as (
        update transmissions set heartbeat_at = now(), waiting_for = null
        where id = ${transmissionId}::uuid and status = 'running' returning id, ${WITHOUT_WAITING_FOR_DISK}
      )
      insert into calls (transmission_id, sequence, attempt, dossiers, dossier_ids, bytes, requested_at)
      select id, ${sequence}::int, ${attempt}::int, ${dossierIds.length}::int, ${uuidArray(dossierIds)}, ${bytes}::int,
        ${requestedAt.toISOString()}::timestamptz from alive
      returning id`,
  );
  if (row === undefined) throw new RunLostError();
  return row.id;
}
