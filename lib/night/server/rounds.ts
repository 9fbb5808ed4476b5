import { Cron } from "croner";
import type { Db } from "@/db/database";
import { logger } from "@/lib/logger";
import { queue, restoreLostWork } from "@/lib/night/process-queue";
import { checkSilence } from "@/lib/services/alertes/check-silence";
import { sendWeeklySummary } from "@/lib/services/alertes/weekly/send-weekly-summary";
import { mailer } from "@/lib/services/emails/mailer";
import { processOutbox } from "@/lib/services/emails/outbox";
import { sendEmails } from "@/lib/services/emails/send-emails";
import { foldPendingChanges } from "@/lib/services/figures/fold-changes";
import { recheckCouples } from "@/lib/services/preparation/couples/recheck-couples";
import { renewPendingLines } from "@/lib/services/rapport/lines/renew-pending-lines";
import { runPurge } from "@/lib/services/rgpd/purge/run-purge";
import { deliverWebhooks } from "@/lib/services/webhooks/deliver-webhooks";
import { tbaClient } from "@/lib/tba-process/tba-client";
import { deliverWaiting } from "./deliver-waiting";

const logFailure = (error: unknown) =>
  logger.error({ name: error instanceof Error ? error.name : "unknown" }, "veille interrompue");

/**
 * What must be seen from time to time: silences, what the queue lost, the week's summary, e-mails and notifications to send, once a day the purge and the couples. What
 * fails is told, and keeps nothing from the rest. Any number of processes may do it. `stopSignal` cuts it short.
 */
export async function runRounds(db: Db, now: Date, stopSignal: AbortSignal): Promise<void> {
  const outbox = processOutbox(await queue());
  const steps: (() => Promise<unknown>)[] = [
    () => checkSilence(db, outbox, now),
    () => sendWeeklySummary(db, outbox, now),
    restoreLostWork,
    () => deliverWaiting(db, stopSignal),
    () => runPurge(db, now, stopSignal),
    () => recheckCouples(db, now, tbaClient(), stopSignal),
  ];
  for (const step of steps) await step().catch(logFailure);
}

/**
 * Makes a round each hour; each minute sends the e-mails that wait, folds the counts and renews the lines that changed; and the notifications each quarter of it. Answers
 * how to stop: it ends when the one under way has.
 */
export function startRounds(db: Db): () => Promise<void> {
  const stopSignal = new AbortController();
  const inProgress = new Set<Promise<void>>();
  const every = (pattern: string, run: () => Promise<void>) =>
    new Cron(pattern, { protect: true, catch: logFailure }, () => {
      const round = run().finally(() => inProgress.delete(round));
      inProgress.add(round);
      return round;
    });
  const rounds = [
    every("5 * * * *", () => runRounds(db, new Date(), stopSignal.signal)),
    every("*/15 * * * * *", async () => {
      await deliverWebhooks({ db, boss: await queue() }, stopSignal.signal);
    }),
    every("* * * * *", async () => {
      await sendEmails({ db, boss: await queue(), mailer: mailer() }, stopSignal.signal);
    }),
    every("* * * * *", () => foldPendingChanges(db, new Date(), stopSignal.signal)),
    every("* * * * *", () => renewPendingLines(db, new Date(), stopSignal.signal)),
  ];
  return async () => {
    stopSignal.abort();
    for (const round of rounds) round.stop();
    await Promise.allSettled(inProgress);
  };
}
