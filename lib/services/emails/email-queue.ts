import type { Queue } from "pg-boss";
import type { LinkKind } from "@/lib/security/link-token";

export const EMAIL_QUEUE = "email";

/** Where the link of an e-mail goes in its text. */
export const LINK_PLACE = "{lien}";

/**
 * To whom: a person, or the one whom an invitation is for. Their address is read when the e-mail leaves. `etablissementIds`: what it tells of; who
 * left one of them meanwhile is told nothing.
 */
export type EmailRecipient = { userId: string; etablissementIds?: readonly string[] } | { invitationId: string };

/**
 * What a job of the queue carries. Never an address, never a secret: the token of a link is made when the e-mail leaves, in the place
 * that its text keeps for it.
 */
export type EmailData = EmailRecipient & {
  subject: string;
  text: string;
  link?: { kind: LinkKind; id: string };
};

const DAY_S = 24 * 3600;

/**
 * An e-mail that does not leave is tried again eight times, after 5 to 10 minutes, then twice as long each time: over a day at least.
 * One that was being sent by a process that died is another's after five minutes, longer than an e-mail may take (mailer.ts).
 * What left stays a week, so that the same e-mail is not put in the queue again.
 */
export const EMAIL_QUEUE_OPTIONS: Omit<Queue, "name"> = {
  policy: "standard",
  retryLimit: 8,
  retryDelay: 300,
  retryBackoff: true,
  expireInSeconds: 300,
  retentionSeconds: 7 * DAY_S,
  deleteAfterSeconds: 7 * DAY_S,
};
