import { sql } from "drizzle-orm";
import { uuidArray } from "@/db/uuid-array";
import { splitIntoCalls } from "@/lib/tba/limits";
import { heartbeat } from "./ledger";
import { recordRefused } from "./record-answer";
import { type Run, STOP_REQUESTED, type StopReason } from "./run.types";
import { type DossierEligible, type DossierToSend, getPayloads } from "./select-dossiers";
import { sendBatch } from "./send-batch";

/** Isolated refusals in a row, nothing accepted between them: the TBA refuses everything, not these dossiers. */
const MAX_ISOLATED_REFUSALS = 10;
const MODIFIED = "Le dossier a changé pendant la transmission : il partira à la prochaine.";
const ALL_REFUSED: StopReason = {
  kind: "outage",
  reason: "Le TBA refuse toutes les demandes, une par une : il est sans doute en panne.",
};

/** The dossiers that changed since the run began are left for the next one. */
async function leaveModified(run: Run, ids: readonly string[]): Promise<void> {
  await run.db.transaction(async (tx) => {
    await heartbeat(tx, run.transmissionId, null);
    await tx.execute(sql`insert into results (transmission_id, dossier_id, etablissement_id, outcome, messages)
      select ${run.transmissionId}::uuid, d.id, d.etablissement_id, 'not-sent', ${JSON.stringify([MODIFIED])}::jsonb
      from dossiers d where d.id = any(${uuidArray(ids)}) on conflict do nothing`);
  });
}

type Isolated = DossierToSend & { messages: string[] };

async function refuse(run: Run, isolated: readonly Isolated[]): Promise<void> {
  if (isolated.length === 0) return;
  await run.db.transaction(async (tx) => {
    await heartbeat(tx, run.transmissionId, null);
    await recordRefused(tx, run.transmissionId, null, isolated, new Date().toISOString());
  });
}

/** The batch's payloads as they are now. */
async function reread(run: Run, batch: readonly DossierEligible[]): Promise<DossierToSend[]> {
  const ids = batch.map((d) => d.id);
  const ready = await getPayloads(run.db, run.etablissementId, ids);
  if (ready.length === ids.length) return ready;
  const leaving = new Set(ready.map((d) => d.id));
  await leaveModified(
    run,
    ids.filter((id) => !leaving.has(id)),
  );
  return ready;
}

/** The first batch was read with the list, an instant ago; null for the others. */
function firstBatch(batch: readonly DossierEligible[], first: readonly DossierToSend[]): DossierToSend[] | null {
  const found = first.slice(0, batch.length);
  return found.length === batch.length && found.every((d, rank) => d.id === batch[rank]?.id) ? found : null;
}

function bisect<T>(batch: readonly T[]): [T[], T[]] {
  const half = Math.ceil(batch.length / 2);
  return [batch.slice(0, half), batch.slice(half)];
}

/** What is sent in one call. `whole`: as it was first cut; its halves, when it was refused, are not. */
type Piece = { batch: readonly DossierEligible[]; whole: boolean };

/**
 * Sends all the eligible dossiers, batch after batch; a refused batch is halved until the guilty dossier is alone. That one is
 * «Refusé par le TBA» once the TBA has taken another of its batch, or a later one, which proves that it refuses this dossier and not
 * everything: what it took before may have been before it broke down.
 * Answers why it stopped before the end, null when it did not; what is left is for whoever closes the run. Throws RunLostError.
 */
export async function sendBatches(
  run: Run,
  eligibles: readonly DossierEligible[],
  first: readonly DossierToSend[],
): Promise<StopReason | null> {
  const batches = [...splitIntoCalls(eligibles, run.perCall)].reverse();
  const stack = batches.map((batch): Piece => ({ batch, whole: true }));
  let isolated: Isolated[] = [];
  let anyTaken = false;
  for (let piece = stack.pop(); piece !== undefined; piece = stack.pop()) {
    if (run.stopSignal.aborted) return STOP_REQUESTED;
    const { batch, whole } = piece;
    if (whole && anyTaken) {
      await refuse(run, isolated);
      [isolated, anyTaken] = [[], false];
    }
    const ready = firstBatch(batch, first) ?? (await reread(run, batch));
    first = [];
    const [only] = ready;
    if (only === undefined) continue;

    const outcome = await sendBatch(run, ready);
    if (outcome.kind === "stopped") return outcome.stop;
    if (outcome.kind === "stored") {
      await refuse(run, isolated);
      [isolated, anyTaken] = [[], true];
    } else if (ready.length > 1) {
      const leaving = new Set(ready.map((d) => d.id));
      const [firstHalf, secondHalf] = bisect(batch.filter((d) => leaving.has(d.id)));
      stack.push({ batch: secondHalf, whole: false }, { batch: firstHalf, whole: false });
    } else {
      isolated.push({ ...only, messages: [outcome.message] });
      if (isolated.length >= MAX_ISOLATED_REFUSALS) return ALL_REFUSED;
    }
  }
  if (!anyTaken && isolated.length > 1) return ALL_REFUSED;
  await refuse(run, isolated);
  return null;
}
