import { champOf, isChampKey } from "@/lib/domain/champs";
import type { TransmissionAnswer } from "@/lib/tba/client";
import { recordCall } from "./ledger";
import { reportResult } from "./pace/circuit-breaker";
import { MAX_ATTEMPTS, rateLimitDelay, retryDelay } from "./pace/retry";
import { recordAnswer } from "./record-answer";
import type { Verdicts } from "./record-answer.types";
import type { Run, StopReason } from "./run.types";
import type { DossierToSend } from "./select-dossiers";
import { acquireTurn, waitWithHeartbeat } from "./turn";

/** What a batch came to: answered and stored, to be cut in two, or the run stops. */
export type BatchOutcome =
  | { kind: "stored" }
  | { kind: "split"; message: string }
  | { kind: "stopped"; stop: StopReason };

const KEY_REFUSED: StopReason = {
  kind: "key-refused",
  reason: "Le TBA refuse la clé de l'établissement : récupérez-la et enregistrez-la de nouveau.",
};

const NO_REASON = "Le TBA refuse ce dossier sans dire pourquoi.";

const wholeRefused = (message: string): string =>
  message === ""
    ? "Le TBA refuse la demande entière sans dire pourquoi."
    : `Le TBA refuse la demande entière : ${message}`;

/** The TBA's message, after the name that staff give to the field. */
function toPlainWords({ champ, message }: { champ: string; message: string }): string {
  return `${isChampKey(champ) ? champOf(champ).label : "Dossier"} : ${message}`;
}

function verdictsOf(batch: readonly DossierToSend[], answer: TransmissionAnswer): Verdicts {
  const verdicts = { accepted: [] as DossierToSend[], refused: [] as (DossierToSend & { messages: string[] })[] };
  if (answer.kind !== "answer") return verdicts;
  batch.forEach((dossier, i) => {
    const verdict = answer.results[i];
    if (verdict === undefined) throw new Error("Réponse du TBA incomplète.");
    if (verdict.accepted) verdicts.accepted.push(dossier);
    else {
      const messages = verdict.messages.map(toPlainWords);
      verdicts.refused.push({ ...dossier, messages: messages.length === 0 ? [NO_REASON] : messages });
    }
  });
  return verdicts;
}

function httpStatusOf(answer: TransmissionAnswer): number | null {
  const known = { "key-refused": 403, "too-many-requests": 429, "too-big": 413 } as const;
  return "httpStatus" in answer ? answer.httpStatus : known[answer.kind];
}

/** One call: written before it leaves; its answer and what it says of each dossier are stored together. */
async function call(run: Run, batch: readonly DossierToSend[], attempt: number): Promise<TransmissionAnswer> {
  const { db, transmissionId } = run;
  run.sequence += 1;
  const { callId, answer } = await run.slots(async () => {
    const note = await recordCall(db, transmissionId, {
      sequence: run.sequence,
      attempt,
      dossierIds: batch.map((d) => d.id),
      bytes: batch.reduce((sum, d) => sum + d.bytes + 1, 1),
      requestedAt: new Date(),
    });
    const payloads = batch.map((d) => d.payload);
    return { callId: note, answer: await run.tba.transmit(run.key, payloads) };
  });
  const recorded = {
    answeredAt: new Date(),
    httpStatus: httpStatusOf(answer),
    kind: answer.kind,
    reason: "reason" in answer ? answer.reason : "message" in answer ? answer.message : null,
  };
  const { known } = await recordAnswer(db, transmissionId, callId, recorded, verdictsOf(batch, answer));
  run.somethingNew ||= !known;
  return answer;
}

/** Sends a batch until it is answered, tried again as often as is reasonable. Throws RunLostError. */
export async function sendBatch(run: Run, batch: readonly DossierToSend[]): Promise<BatchOutcome> {
  let lastReason = "";
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const turn = await acquireTurn(run);
    if ("stop" in turn) return { kind: "stopped", stop: turn.stop };
    const answer = await call(run, batch, attempt);
    const { retry } = run;
    await reportResult(run.db, answer.kind, retry.now(), { random: retry.random(), ...turn });
    const last = attempt === MAX_ATTEMPTS;
    switch (answer.kind) {
      case "answer":
        return { kind: "stored" };
      case "too-big":
        return { kind: "split", message: "Le TBA trouve ce dossier trop gros." };
      case "request-refused":
        return { kind: "split", message: wholeRefused(answer.message) };
      case "key-refused":
        return { kind: "stopped", stop: KEY_REFUSED };
      case "too-many-requests":
        lastReason = "Le TBA demande de ralentir, encore après plusieurs attentes.";
        if (!last) await waitWithHeartbeat(run, rateLimitDelay(answer.waitSeconds), "Le TBA demande de ralentir.");
        break;
      case "unavailable":
        lastReason = `Le TBA est indisponible : ${answer.reason}`;
        if (!last) await waitWithHeartbeat(run, retryDelay(attempt, run.retry.random), answer.reason);
        break;
    }
  }
  return { kind: "stopped", stop: { kind: "outage", reason: `${lastReason} (${MAX_ATTEMPTS} tentatives)` } };
}
