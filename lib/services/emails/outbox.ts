import { createHash } from "node:crypto";
import type { PgBoss } from "pg-boss";
import type { Db } from "@/db/database";
import { inTransaction } from "@/lib/services/queue/boss-calls";
import { EMAIL_QUEUE, type EmailData } from "./email-queue";
import { mailer } from "./mailer";

/** `about` names what a person is told of: nobody is told twice of the same. */
export type EmailToWrite = EmailData & { about: string };

/** Where services put the e-mails to send, in the transaction of what they are about: neither goes without the other. */
export type Outbox = { post: (tx: Db, emails: readonly EmailToWrite[]) => Promise<void> };

/** Without a mail server: nothing is sent, nor later when there is one. The alerts are on screen. */
export const NO_OUTBOX: Outbox = { post: async () => {} };

/** The same number for the same e-mail, in the form of a UUID: the queue takes it once, and so do mail programs (Message-ID). */
function jobId({ about, ...email }: EmailToWrite): string {
  const recipient = "userId" in email ? email.userId : email.invitationId;
  const hash = createHash("sha256").update(`${about} ${recipient}`).digest("hex");
  return hash.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** An outbox on the job queue. */
export function createOutbox(boss: Pick<PgBoss, "insert">): Outbox {
  const post: Outbox["post"] = async (tx, emails) => {
    if (emails.length === 0) return;
    const jobs = emails.map((email) => {
      const { about: _, ...data } = email;
      return { id: jobId(email), data: data satisfies EmailData };
    });
    await boss.insert(EMAIL_QUEUE, jobs, inTransaction(tx));
  };
  return { post };
}

/** The outbox of this process: the job queue when a mail server is configured, nothing otherwise. */
export const processOutbox = (boss: PgBoss): Outbox => (mailer() === null ? NO_OUTBOX : createOutbox(boss));
