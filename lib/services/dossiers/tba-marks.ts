import type { submissions } from "@/db/schema/dossiers";
import type { TbaMarks, TbaSubmissions } from "./dossiers.types";

type Submission = typeof submissions.$inferSelect;
type Current = { fingerprint: string; payload: string };

const iso = (instant: Date | null | undefined) => instant?.toISOString() ?? null;

/** The three marks of a dossier: received, accepted, seen. */
export function marksOf(submission: Submission | null, fingerprint: string): TbaMarks {
  return {
    receivedAt: iso(submission?.receivedAt),
    acceptedAt: iso(submission?.sentAt),
    acceptedAsIs: submission?.sentAt != null && submission.sentFingerprint === fingerprint,
    seenAt: iso(submission?.seenAt),
  };
}

/** The payloads that went and what was answered. While a payload sent is the dossier's own, it is kept with the dossier only. */
export function submissionsOf(submission: Submission | null, { fingerprint, payload }: Current): TbaSubmissions {
  const json = (keeps: string | null, ownFingerprint: string | null) =>
    keeps ?? (ownFingerprint === fingerprint ? payload : null);
  if (submission === null) return { sent: null, refused: null };
  const { sentAt, sentFingerprint, sentPayload, refusedFingerprint, refusedPayload, tbaMessages } = submission;
  return {
    sent: sentAt && { at: sentAt.toISOString(), json: json(sentPayload, sentFingerprint) },
    refused:
      refusedFingerprint === null ? null : { messages: tbaMessages, json: json(refusedPayload, refusedFingerprint) },
  };
}
