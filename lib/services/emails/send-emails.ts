import { and, eq, isNull, lt, sql } from "drizzle-orm";
import { type Db, rows } from "@/db/database";
import { emails } from "@/db/schema/alertes";
import { logger } from "@/lib/logger";
import { type EmailToSend, MailError, type Mailer } from "./mailer";

const MINUTE_MS = 60_000;
/** How long to wait after each failure; after the last one, no more. */
const WAITS_MS = [1, 5, 30, 120, 360, 720, 1440].map((minutes) => minutes * MINUTE_MS);
export const MAX_ATTEMPTS = WAITS_MS.length + 1;
/** Nobody else takes an e-mail that is being sent; longer than a round and its last e-mail may last. */
const LEASE_MS = 15 * MINUTE_MS;
const ROUND_DURATION_MS = 2 * MINUTE_MS;
/** «Not before» of an e-mail that will not be sent: no mail server, or too many failures. */
export const NEVER = new Date("9999-12-31T00:00:00Z");

type Taken = EmailToSend & { attempts: number };

/** Takes one waiting e-mail, so that no other process does; null when there is none. The network is not called in a transaction. */
async function take(db: Db, now: Date): Promise<Taken | null> {
  const [taken] = await rows<Taken>(
    db,
    sql`update emails c set attempts = c.attempts + 1, after = ${new Date(now.getTime() + LEASE_MS).toISOString()}::timestamptz
    from users u where u.id = c.user_id and c.id = (
      select id from emails
      where sent_at is null and after <= ${now.toISOString()}::timestamptz and attempts < ${MAX_ATTEMPTS}
      order by after limit 1 for update skip locked)
    returning c.id, c.subject, c.text, c.attempts, u.email`,
  );
  return taken ?? null;
}

async function putBack(db: Db, { id, attempts }: Taken, now: Date): Promise<void> {
  const waiting = WAITS_MS[attempts - 1];
  const after = waiting === undefined ? NEVER : new Date(now.getTime() + waiting);
  await db.update(emails).set({ after }).where(eq(emails.id, id));
}

/** A failure is put off, and said in the log without an address; «stop» when the server would take no other either. */
async function deliver(db: Db, mailer: Mailer, email: Taken, now: Date): Promise<"sent" | "deferred" | "stop"> {
  try {
    await mailer.deliver(email);
  } catch (error) {
    if (!(error instanceof MailError)) throw error;
    await putBack(db, email, now);
    logger.warn({ email: email.id, attempt: email.attempts, code: error.code }, "e-mail non envoyé");
    return error.server ? "stop" : "deferred";
  }
  await db.update(emails).set({ sentAt: now }).where(eq(emails.id, email.id));
  return "sent";
}

/**
 * A round: sends the waiting e-mails, for two minutes at most. To call every minute, by as many processes as one likes: no two
 * take the same e-mail. Without a mailer, those that wait will not be sent: the alerts are on screen only.
 */
export async function sendEmails(
  db: Db,
  mailer: Mailer | null,
  now: Date,
): Promise<{ sent: number; deferred: number }> {
  const summary = { sent: 0, deferred: 0 };
  if (mailer === null) {
    await db
      .update(emails)
      .set({ after: NEVER })
      .where(and(isNull(emails.sentAt), lt(emails.after, NEVER)));
    return summary;
  }
  const end = Date.now() + ROUND_DURATION_MS;
  while (Date.now() < end) {
    const email = await take(db, now);
    if (email === null) break;
    const outcome = await deliver(db, mailer, email, now);
    if (outcome === "sent") summary.sent += 1;
    else summary.deferred += 1;
    if (outcome === "stop") break;
  }
  return summary;
}
