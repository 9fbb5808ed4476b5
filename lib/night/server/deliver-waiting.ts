import type { Db } from "@/db/database";
import { queue } from "@/lib/night/process-queue";
import { mailer } from "@/lib/services/emails/mailer";
import { sendEmails } from "@/lib/services/emails/send-emails";
import { deliverWebhooks } from "@/lib/services/webhooks/deliver-webhooks";

/** Carries the e-mails and the notifications that wait. Any number of processes may do it. `stopSignal` cuts it short. */
export async function deliverWaiting(db: Db, stopSignal: AbortSignal): Promise<void> {
  const boss = await queue();
  await sendEmails({ db, boss, mailer: mailer() }, stopSignal);
  await deliverWebhooks({ db, boss }, stopSignal);
}
