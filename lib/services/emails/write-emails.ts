import { sql } from "drizzle-orm";
import type { Db } from "@/db/database";

export type EmailToWrite = { userId: string; subject: string; text: string };

/** Writes e-mails to send, in the transaction of what they are about: neither goes without the other. */
export async function writeEmails(tx: Db, emails: readonly EmailToWrite[], now: Date): Promise<void> {
  if (emails.length === 0) return;
  const at = now.toISOString();
  await tx.execute(sql`insert into emails (user_id, subject, text, created_at, after)
    select c."userId", c.subject, c.text, ${at}::timestamptz, ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(emails)}::jsonb) as c("userId" uuid, subject text, text text)`);
}
