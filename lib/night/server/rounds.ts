import { Cron } from "croner";
import type { Db } from "@/db/database";
import { logger } from "@/lib/logger";
import { checkSilence } from "@/lib/services/alertes/check-silence";
import { sendWeeklySummary } from "@/lib/services/alertes/weekly/send-weekly-summary";
import { mailer } from "@/lib/services/emails/mailer";
import { sendEmails } from "@/lib/services/emails/send-emails";
import { recheckCouples } from "@/lib/services/preparation/couples/recheck-couples";
import { tbaClient } from "@/lib/tba-process/tba-client";

/**
 * What must be seen from time to time: silences, the week's summary, e-mails to send, once a day the couples. Any number of processes may
 * do it. `stopSignal` cuts it short.
 */
export async function runRounds(db: Db, now: Date, stopSignal: AbortSignal): Promise<void> {
  await checkSilence(db, now);
  await sendWeeklySummary(db, now);
  await sendEmails(db, mailer(), now);
  await recheckCouples(db, now, tbaClient(), stopSignal);
}

const logFailure = (error: unknown) =>
  logger.error({ name: error instanceof Error ? error.name : "unknown" }, "veille interrompue");

/** Makes a round each hour, and sends the e-mails that wait each minute. Answers how to stop. */
export function startRounds(db: Db): () => void {
  const stopSignal = new AbortController();
  const common = { protect: true, catch: logFailure };
  const rounds = [
    new Cron("5 * * * *", common, () => runRounds(db, new Date(), stopSignal.signal)),
    new Cron("* * * * *", common, async () => {
      await sendEmails(db, mailer(), new Date());
    }),
  ];
  return () => {
    stopSignal.abort();
    for (const round of rounds) round.stop();
  };
}
