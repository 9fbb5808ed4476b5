import { Cron } from "croner";
import { systemDb } from "@/db/client";
import { parisDay } from "@/lib/domain/paris-day";
import { logger } from "@/lib/logger";
import { queue } from "@/lib/night/process-queue";
import { ring } from "@/lib/night/ring";
import { ringMissed } from "./ring-missed";

/** A night that was missed is looked for at the start, and so often: the database may have been away. */
const EVERY_TEN_MINUTES = "5-59/10 * * * *";

const keyOf = (planned: Date, hour: string) => `${parisDay(planned)}T${hour}`;

/**
 * Rings every night at «HH:MM», Paris time; several servers that ring for the same hour make one night. One that nobody rang is rung as soon
 * as somebody can. Answers how to stop.
 */
export function schedule(hour: string): () => void {
  const [h, m] = hour.split(":");
  const options = {
    timezone: "Europe/Paris",
    protect: true,
    catch: (error: unknown) => logger.error({ name: error instanceof Error ? error.name : "unknown" }, "nuit échouée"),
  };
  const clock = new Cron(`${Number(m)} ${Number(h)} * * *`, options, async () => {
    const now = new Date();
    const key = keyOf(now, hour);
    const { isNew } = await ring(await systemDb(), await queue(), key, now);
    logger.info({ night: key, isNew }, "nuit sonnée");
  });
  const lookBack = new Cron(EVERY_TEN_MINUTES, options, async () => {
    const now = new Date();
    const [planned] = clock.previousRuns(1, now);
    if (planned === undefined) return;
    const key = keyOf(planned, hour);
    if (await ringMissed(await systemDb(), await queue(), { key, planned }, now)) {
      logger.warn({ night: key }, "nuit sonnée en retard");
    }
  });
  void lookBack.trigger();
  logger.info({ hour, next: clock.nextRun()?.toISOString() }, "nuit planifiée");
  return () => {
    clock.stop();
    lookBack.stop();
  };
}
