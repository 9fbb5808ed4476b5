import type { Db } from "@/db/database";
import type { RunTrigger } from "@/lib/domain/enumerations";
import { logger } from "@/lib/logger";
import { alertAfterTransmission } from "@/lib/services/alertes/after-transmission";
import { recordAudit } from "@/lib/services/audit/record-audit";
import type { ServiceContext } from "@/lib/services/context";
import type { Outbox } from "@/lib/services/emails/outbox";
import { requireKey, UNREADABLE_KEY } from "@/lib/services/etablissements/night-eligible";
import { getSummary } from "@/lib/services/transmissions/queries";
import { recordTransmissionDone } from "@/lib/services/webhooks/transmission-event";
import type { TbaClient } from "@/lib/tba/client";
import { MAX_DOSSIERS_PER_CALL } from "@/lib/tba/limits";
import { sendBatches } from "./batches";
import { RunLostError } from "./ledger";
import { closeCleanRun, closeRun, type RunOutcome } from "./ledger-close";
import { getRunStart, INTERRUPTED, openRun } from "./ledger-open";
import { RETRY_POLICY, type RetryPolicy, type Slots, UNLIMITED } from "./pace/retry";
import { reprepareTwins } from "./reprepare-twins";
import type { StopReason } from "./run.types";
import type { Selection } from "./select-dossiers";

export type RunDeps = {
  tba: Pick<TbaClient, "transmit">;
  /** Where the e-mails about the run's alerts go. */
  outbox: Outbox;
  retry?: RetryPolicy;
  stopSignal?: AbortSignal;
  /** Dossiers in a call, never more than the TBA takes. */
  perCall?: number;
  /** How many calls may be under way at once in this process, all établissements together. */
  slots?: Slots;
  /** The process's number (db/liveness-lock.ts). */
  ownerId?: number;
};

export type RunRequest = {
  trigger: RunTrigger;
  by: string | null;
  nightId: string | null;
  /** Only what the last run left. */
  resume: boolean;
  /** Put off several times already: if the TBA is still down, people must know. */
  alertOnFailure?: boolean;
};

/** What must follow: nothing; another attempt at once, because we were stopped; another one later, because the TBA is down. */
export type NextStep = "none" | "resume" | "defer";
export type RunEnd = { transmissionId: string; nextStep: NextStep };

const NEVER = new AbortController().signal;
const INTERNAL_ERROR: RunOutcome = {
  status: "failed",
  error: "Une erreur de Passerelle TBA a arrêté la transmission.",
};

function outcomeOf(end: StopReason | null): RunOutcome {
  if (end === null) return { status: "completed", error: null };
  return end.kind === "stop" ? INTERRUPTED : { status: "failed", error: end.reason };
}

const NEXT_STEPS = { "key-refused": "none", outage: "defer", stop: "resume" } as const;

/** Closes the run and tells those who must know, together. False when it was no longer ours. */
export function finishRun(
  { db, outbox }: { db: Db; outbox: Outbox },
  transmissionId: string,
  outcome: RunOutcome,
  final: boolean,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    if (!(await closeRun(tx, transmissionId, outcome))) return false;
    const now = new Date();
    await alertAfterTransmission(tx, outbox, transmissionId, now, final);
    // One that is taken up again by itself is not done yet.
    if (final) await recordTransmissionDone(tx, transmissionId, now);
    return true;
  });
}

type OpenedRun = {
  etablissementId: string;
  transmissionId: string;
  key: string;
  alertOnFailure: boolean;
} & Pick<Selection, "eligibles" | "first">;

async function run(
  db: Db,
  { etablissementId, transmissionId, key, alertOnFailure, eligibles, first }: OpenedRun,
  {
    tba,
    outbox,
    retry = RETRY_POLICY,
    stopSignal = NEVER,
    perCall = MAX_DOSSIERS_PER_CALL,
    slots = UNLIMITED,
  }: RunDeps,
): Promise<NextStep> {
  const progress = { sequence: 0, somethingNew: false };
  const run = { db, transmissionId, etablissementId, key, tba, retry, stopSignal, slots, perCall, ...progress };
  try {
    const end = await sendBatches(run, eligibles, first);
    const nextStep = end === null ? "none" : NEXT_STEPS[end.kind];
    const final = nextStep === "none" || alertOnFailure;
    const clean = end === null && (await closeCleanRun(db, transmissionId));
    const stillOurs = clean || (await finishRun({ db, outbox }, transmissionId, outcomeOf(end), final));
    if (stillOurs && end === null && run.somethingNew) await reprepareTwins(db, etablissementId);
    return stillOurs ? nextStep : "none";
  } catch (error) {
    if (error instanceof RunLostError) return "none";
    logger.error({ transmissionId, name: error instanceof Error ? error.name : "unknown" }, "transmission échouée");
    await finishRun({ db, outbox }, transmissionId, INTERNAL_ERROR, alertOnFailure);
    return "defer";
  }
}

/**
 * The night of one établissement: sends every valid dossier, stores each answer before it counts, and says what became of all.
 * The queue lets one run at a time for an établissement. Throws INVALID_INPUT (no key), and what the database throws when it is
 * gone: the run is then closed by the next one. A failing TBA is no throw: the summary says it.
 */
export async function runTransmission(
  ctx: ServiceContext,
  etablissementId: string,
  { resume, alertOnFailure = false, ...request }: RunRequest,
  deps: RunDeps,
): Promise<RunEnd> {
  const { db } = ctx;
  const start = await getRunStart(db, etablissementId);
  const key = start.unreadable ? null : requireKey(start.key);
  const ownerId = deps.ownerId ?? null;
  const { perCall = MAX_DOSSIERS_PER_CALL } = deps;
  const opened = await openRun(ctx, etablissementId, { ...request, ownerId }, { resume, perCall, start });
  const transmissionId = opened.id;
  if (key === null) {
    // A run that people see, with its reason and its alert: left to the queue, it would be tried for ever and never told.
    await finishRun({ db, outbox: deps.outbox }, transmissionId, { status: "failed", error: UNREADABLE_KEY }, true);
    return { transmissionId, nextStep: "none" };
  }
  const nextStep = await run(db, { etablissementId, transmissionId, key, alertOnFailure, ...opened }, deps);
  // The night is in the list of transmissions; the audit log says what people did.
  if (ctx.actor.kind === "person") {
    const { eligibles, accepted, refused, notSent, invalides } = await getSummary(db, transmissionId);
    const counts = { eligibles, accepted, refused, notSent, invalides };
    await recordAudit(ctx, etablissementId, "transmission", counts);
  }
  return { transmissionId, nextStep };
}
