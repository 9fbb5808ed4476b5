import type { AlerteKind, RunStatus, RunTrigger } from "@/lib/domain/enumerations";
import { parisDay } from "@/lib/domain/paris-day";
import type { AlerteDetails } from "./alertes.types";

/** A closed run, as far as alerts are concerned. */
export type EvaluatedRun = {
  status: RunStatus;
  trigger: RunTrigger;
  startedAt: Date;
  accepted: number;
  refused: number;
  notSent: number;
  invalides: number;
  /** Valid dossiers of the établissement that the TBA takes and will show nowhere. */
  notShown: number;
  /** True when it only took up what another run had left. */
  resume: boolean;
  error: string | null;
  /** True when the TBA said to its last call that the key is not valid. */
  keyRefused: boolean;
};

export type Comparison = { accepted: number; invalides: number };
export type CurrentAlerte = { kind: AlerteKind; openedAt: Date; details: AlerteDetails };

/** What a run changes: alerts to open (or whose figures to refresh), alerts that are no longer true. */
export type Verdict = { open: { kind: AlerteKind; details: AlerteDetails }[]; close: AlerteKind[] };

const NOTHING: Verdict = { open: [], close: [] };
const DROP_SHARE = 0.2;
const MIN_DROP = 5;
/** After a week, a lower count is the usual one. */
const DROP_DURATION_MS = 7 * 24 * 3600_000;

/** The day is that of the first refusal: the alert says since when, night after night. */
function evaluateKey(run: EvaluatedRun, refused: CurrentAlerte | undefined): Verdict {
  if (run.keyRefused) {
    const details = refused?.details ?? { day: parisDay(run.startedAt) };
    return { open: [{ kind: "key-refused", details }], close: [] };
  }
  return run.accepted + run.refused > 0 ? { open: [], close: ["key-refused", "silent-key"] } : NOTHING;
}

function evaluateEnd(run: EvaluatedRun, final: boolean): Verdict {
  const { status, keyRefused, accepted, notSent, error } = run;
  if (status === "completed") return { open: [], close: ["transmission-failed"] };
  if (!final || keyRefused) return NOTHING;
  const details = { day: parisDay(run.startedAt), accepted, notSent, reason: error ?? "" };
  return { open: [{ kind: "transmission-failed", details }], close: [] };
}

function evaluateRefusals({ status, refused, resume, startedAt }: EvaluatedRun): Verdict {
  if (refused > 0) {
    return { open: [{ kind: "tba-refusals", details: { day: parisDay(startedAt), refused } }], close: [] };
  }
  return status === "completed" && !resume ? { open: [], close: ["tba-refusals"] } : NOTHING;
}

/** What is left of a run says nothing of the others: only one that went to its end does. */
function evaluateNotShown({ status, notShown, resume, startedAt }: EvaluatedRun): Verdict {
  if (status !== "completed" || resume) return NOTHING;
  if (notShown === 0) return { open: [], close: ["not-shown"] };
  return { open: [{ kind: "not-shown", details: { day: parisDay(startedAt), dossiers: notShown } }], close: [] };
}

/** While a fall is open, runs are measured against what there was before it; after a week, against the run before. */
function evaluateDrop(run: EvaluatedRun, previous: Comparison | null, drop: CurrentAlerte | undefined): Verdict {
  if (run.status !== "completed" || run.resume || run.trigger !== "clock") return NOTHING;
  const recent = drop !== undefined && run.startedAt.getTime() - drop.openedAt.getTime() < DROP_DURATION_MS;
  const before = recent ? Number(drop.details.before) : previous?.accepted;
  const invalidesBefore = recent ? Number(drop.details.invalidesBefore) : previous?.invalides;
  if (before === undefined || invalidesBefore === undefined) return NOTHING;
  const { accepted, invalides } = run;
  const lost = before - accepted;
  if (lost < MIN_DROP || lost < before * DROP_SHARE) return { open: [], close: ["accepted-drop"] };
  const details = { day: parisDay(run.startedAt), accepted, before, invalides, invalidesBefore };
  return { open: [{ kind: "accepted-drop", details }], close: [] };
}

/** A run began after the alert that none did. */
function evaluateArrival(run: EvaluatedRun, withoutNight: CurrentAlerte | undefined): Verdict {
  return withoutNight !== undefined && run.startedAt > withoutNight.openedAt
    ? { open: [], close: ["no-night"] }
    : NOTHING;
}

/**
 * What a closed run says of the établissement's alerts.
 * `previous` is the complete run by the clock before it; `inProgress` are the open alerts; `final` is false when another
 * attempt follows by itself.
 */
export function evaluateTransmission(
  run: EvaluatedRun,
  previous: Comparison | null,
  inProgress: readonly CurrentAlerte[],
  final: boolean,
): Verdict {
  const opened = (kind: AlerteKind) => inProgress.find((alerte) => alerte.kind === kind);
  const verdicts = [
    evaluateArrival(run, opened("no-night")),
    evaluateKey(run, opened("key-refused")),
    evaluateEnd(run, final),
    evaluateRefusals(run),
    evaluateNotShown(run),
    evaluateDrop(run, previous, opened("accepted-drop")),
  ];
  return { open: verdicts.flatMap((j) => j.open), close: verdicts.flatMap((j) => j.close) };
}
