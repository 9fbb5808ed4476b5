import { RESULT_OUTCOMES, type RunStatus, type RunTrigger } from "@/lib/domain/enumerations";

/** What a transmission did, as pages show it. Counts add up once it is over: eligibles = accepted + refused + notSent. */
export type TransmissionSummary = {
  id: string;
  status: RunStatus;
  trigger: RunTrigger;
  /** Who asked for it, null for the clock. */
  by: string | null;
  /** ISO instants. */
  startedAt: string;
  endedAt: string | null;
  eligibles: number;
  accepted: number;
  refused: number;
  notSent: number;
  invalides: number;
  /** What it waits for just now, in French. */
  waitingFor: string | null;
  /** The run that it took up where it stopped. */
  resumedFrom: string | null;
  /** Why it stopped before the end, in French. */
  error: string | null;
};

/** The TBA's own page of that day's transmissions; null when nothing of the run reached the TBA. */
type WithTbaPage = { tbaPage: string | null };

/** What the job queue holds for an établissement: nothing, a transmission about to start, or one put off until `at` (ISO instant). */
export type QueueState =
  | { kind: "nothing" }
  | { kind: "waiting" }
  | { kind: "running" }
  | { kind: "scheduled"; at: string };

/** What a page follows while a transmission runs. */
export type Progress = { transmission: TransmissionSummary | null; queue: QueueState };

/** True while something is under way, or about to be: a page then follows it. */
export function isMoving({ transmission, queue }: Progress): boolean {
  return transmission?.status === "running" || queue.kind === "waiting" || queue.kind === "running";
}

/** One page of the runs of an établissement, the last one first. */
export type TransmissionList = {
  rows: (TransmissionSummary & WithTbaPage)[];
  total: number;
  page: number;
  pages: number;
  queue: QueueState;
};

/** One HTTP call of a run. ISO instants; `kind` null while it is unanswered. */
export type CallSummary = {
  sequence: number;
  attempt: number;
  dossiers: number;
  bytes: number;
  requestedAt: string;
  answeredAt: string | null;
  httpStatus: number | null;
  kind: string | null;
  reason: string | null;
  accepted: number;
  refused: number;
};

export const DOSSIER_OUTCOMES = [...RESULT_OUTCOMES, "accepted", "unanswered"] as const;
export type DossierOutcome = (typeof DOSSIER_OUTCOMES)[number];

/** What became of one dossier in a run. */
export type RunDossier = {
  id: string;
  apprenant: string;
  formation: string;
  outcome: DossierOutcome;
  messages: string[];
};

export type TransmissionDetail = WithTbaPage & {
  summary: TransmissionSummary;
  calls: CallSummary[];
  /** The dossiers of the chosen call; without one, those that were not accepted. */
  call: number | null;
  dossiers: { rows: RunDossier[]; total: number; page: number; pages: number };
  queue: QueueState;
};
