import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Job, PgBoss } from "pg-boss";
import type { Db } from "@/db/database";
import { invitations } from "@/db/schema/invitations";
import { memberships, users } from "@/db/schema/users";
import { logger } from "@/lib/logger";
import { EMAIL_QUEUE, type EmailData, type EmailRecipient, LINK_PLACE } from "./email-queue";
import { linkAddress } from "./link-address";
import { MailError, type Mailer } from "./mailer";

const ROUND_DURATION_MS = 2 * 60_000;

/** `mailer` is null when no mail server is configured. */
export type MailTools = { db: Db; boss: PgBoss; mailer: Mailer | null };

/** Null for who is no longer to be written to: they left, their account is closed, the invitation was withdrawn or taken. */
async function addressOf(db: Db, recipient: EmailRecipient): Promise<string | null> {
  if ("userId" in recipient) {
    const { userId, etablissementIds = [] } = recipient;
    const open = and(eq(users.id, userId), isNull(users.disabledAt));
    const [user] = await db.select({ email: users.email }).from(users).where(open);
    const theirs = and(eq(memberships.userId, userId), inArray(memberships.etablissementId, [...etablissementIds]));
    const stays = etablissementIds.length === 0 || (await db.$count(memberships, theirs)) === etablissementIds.length;
    return stays ? (user?.email ?? null) : null;
  }
  const [invitation] = await db
    .select({ email: invitations.email })
    .from(invitations)
    .where(and(eq(invitations.id, recipient.invitationId), isNull(invitations.acceptedAt)));
  return invitation?.email ?? null;
}

/** The text with its link, made now: until then the token lies nowhere. */
function withLink({ text, link }: EmailData): string {
  return link === undefined ? text : text.replaceAll(LINK_PLACE, linkAddress(link.kind, link.id));
}

/** Carries one e-mail and says to the queue how it went; «stop» when the server would take no other either. */
async function deliver(
  { db, boss }: MailTools,
  mailer: Mailer,
  { id, retryCount, data }: Job<EmailData>,
): Promise<"sent" | "deferred" | "stop"> {
  const attempt = { id, retryCount };
  const email = await addressOf(db, data);
  try {
    // Whoever has left is told nothing more.
    if (email !== null) await mailer.deliver({ id, email, subject: data.subject, text: withLink(data) });
  } catch (error) {
    if (!(error instanceof MailError)) throw error;
    await boss.fail(EMAIL_QUEUE, attempt, { code: error.code });
    logger.warn({ email: id, attempt: retryCount + 1, code: error.code }, "e-mail non envoyé");
    return error.server ? "stop" : "deferred";
  }
  await boss.complete(EMAIL_QUEUE, attempt);
  return "sent";
}

/**
 * A round: sends the e-mails that wait, for two minutes at most or until asked to stop. To call every minute, by as many processes as
 * one likes: no two take the same e-mail. Without a mailer, those that wait will not be sent: the alerts are on screen only.
 *
 * Not pg-boss's own `work()`: it goes on to the next job when the server takes none, and each would lose an attempt; and a serverless
 * function has to know when nothing waits any more.
 */
export async function sendEmails(
  tools: MailTools,
  stopSignal?: AbortSignal,
): Promise<{ sent: number; deferred: number }> {
  const { boss, mailer } = tools;
  const summary = { sent: 0, deferred: 0 };
  if (mailer === null) {
    await boss.deleteQueuedJobs(EMAIL_QUEUE);
    return summary;
  }
  const end = performance.now() + ROUND_DURATION_MS;
  while (performance.now() < end && !stopSignal?.aborted) {
    const [job] = await boss.fetch<EmailData>(EMAIL_QUEUE);
    if (job === undefined) break;
    const outcome = await deliver(tools, mailer, job);
    if (outcome === "sent") summary.sent += 1;
    else summary.deferred += 1;
    if (outcome === "stop") break;
  }
  return summary;
}
