import { heartbeat } from "./ledger";
import { acquire } from "./pace/rate-limit";
import { type Run, STOP_REQUESTED, type StopReason } from "./run.types";

/** Under which a wait is not worth a word on the screen. */
const SHORT_WAIT_MS = 2000;
/** A sign of life, while it waits, so often. */
const HEARTBEAT_MS = 20_000;
/** The TBA is down for all for so long: the run is put off. */
const MAX_OUTAGE_MS = 10 * 60_000;

/** Waits, saying on the screen for what, and gives signs of life. Comes back early when asked to stop. Throws RunLostError. */
export async function waitWithHeartbeat(run: Run, ms: number, reason: string): Promise<void> {
  const { retry, stopSignal: stop } = run;
  let remaining = ms;
  while (remaining > 0 && !stop.aborted) {
    const waitingFor = ms < SHORT_WAIT_MS ? null : `${reason} Nouvel essai dans ${Math.ceil(remaining / 1000)} s.`;
    await heartbeat(run.db, run.transmissionId, waitingFor);
    const step = Math.min(remaining, HEARTBEAT_MS);
    await retry.wait(step, stop);
    remaining -= step;
  }
}

/** A call may leave (`toReset`: see rate-limit.ts), or the run must stop. */
export type Turn = { toReset: boolean } | { stop: StopReason };

/** Waits until the limits of the TBA and the circuit breaker let a call leave. */
export async function acquireTurn(run: Run): Promise<Turn> {
  const startedAt = run.retry.now().getTime();
  while (!run.stopSignal.aborted) {
    const now = run.retry.now();
    const { waitMs, outage, toReset } = await acquire(run.db, run.etablissementId, now);
    if (waitMs <= 0) return { toReset };
    if (outage && now.getTime() - startedAt > MAX_OUTAGE_MS)
      return { stop: { kind: "outage", reason: "Le TBA ne répond à personne depuis plus de dix minutes." } };
    const gap = outage ? run.retry.random() * 1000 : 0;
    await waitWithHeartbeat(
      run,
      waitMs + gap,
      outage ? "Le TBA ne répond à personne." : "Le rythme permis par le TBA est atteint.",
    );
  }
  return { stop: STOP_REQUESTED };
}
