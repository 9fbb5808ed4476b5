import { Cron } from "croner";
import { systemDb } from "@/db/client";
import { parisDay } from "@/lib/domain/paris-day";
import { logger } from "@/lib/logger";
import { queue } from "@/lib/night/process-queue";
import { ring } from "@/lib/night/ring";

/** Rings every night at «HH:MM», Paris time; several servers that ring for the same hour make one night. Answers how to stop. */
export function schedule(hour: string): () => void {
  const [h, m] = hour.split(":");
  const clock = new Cron(
    `${Number(m)} ${Number(h)} * * *`,
    {
      timezone: "Europe/Paris",
      protect: true,
      catch: (error) => logger.error({ name: error instanceof Error ? error.name : "unknown" }, "nuit échouée"),
    },
    async () => {
      const now = new Date();
      const key = `${parisDay(now)}T${hour}`;
      const { isNew } = await ring(await systemDb(), await queue(), key, now);
      logger.info({ night: key, isNew }, "nuit sonnée");
    },
  );
  logger.info({ hour, next: clock.nextRun()?.toISOString() }, "nuit planifiée");
  return () => clock.stop();
}
