import { fromPglite, type Job, PgBoss } from "pg-boss";
import type { Database } from "@/db/database";
import type { RunTrigger } from "@/lib/domain/enumerations";
import { logger } from "@/lib/logger";
import { EMAIL_QUEUE, EMAIL_QUEUE_OPTIONS } from "@/lib/services/emails/email-queue";
import { IMPORT_QUEUE, IMPORT_QUEUE_OPTIONS } from "@/lib/services/imports/queue/import-queue";
import { WEBHOOK_QUEUE, WEBHOOK_QUEUE_OPTIONS } from "@/lib/services/webhooks/webhook-queue";

export const TRANSMISSION_QUEUE = "transmission";
/** A person waits in front of the screen: before the night. */
export const MANUAL_PRIORITY = 10;

/** What a job of the queue asks for: one établissement's transmission. */
export type JobData = {
  etablissementId: string;
  trigger: RunTrigger;
  /** The person who asked, null for the clock. */
  by: string | null;
  nightId: string | null;
  /** Only what the last run left: «Relancer», or a run put off. */
  resume: boolean;
  /** How many times it was put off because the TBA was down. */
  deferrals: number;
};

export type QueueJob = Job<JobData>;

const DAY_S = 24 * 3600;

/**
 * Opens the job queues on the database, whichever it is: transmissions, e-mails, imports and notifications. One transmission at a time for an établissement,
 * waiting or at work («exclusive»); one whose process gives no sign of life for twenty seconds goes to another one.
 */
export async function openQueue({ source }: Database): Promise<PgBoss> {
  const common = {
    schema: "pgboss",
    // Made with the tables (db/application-role.ts): the application's role may make tables there and nowhere else.
    createSchema: false,
    schedule: false,
    registerInstance: false,
    monitorIntervalSeconds: 15,
    superviseIntervalSeconds: 15,
    monitorVacuum: false,
    openTelemetry: { enabled: false },
  };
  const boss =
    source.engine === "pglite"
      ? new PgBoss({ ...common, db: fromPglite(source.client), backend: "pglite", reindex: false })
      : new PgBoss({ ...common, connectionString: source.url, max: 3, application_name: "passerelle-file" });
  boss.on("error", (error) => logger.warn({ name: error.name }, "file d'attente"));
  await boss.start();
  await boss.createQueue(TRANSMISSION_QUEUE, {
    policy: "exclusive",
    // A job is tried again for ever: how often the TBA is tried is decided by the job itself (process-job.ts).
    retryLimit: 10_000,
    retryDelay: 0,
    heartbeatSeconds: 20,
    expireInSeconds: DAY_S - 1,
    retentionSeconds: 7 * DAY_S,
    deleteAfterSeconds: 7 * DAY_S,
  });
  await boss.createQueue(EMAIL_QUEUE, EMAIL_QUEUE_OPTIONS);
  await boss.createQueue(IMPORT_QUEUE, IMPORT_QUEUE_OPTIONS);
  await boss.createQueue(WEBHOOK_QUEUE, WEBHOOK_QUEUE_OPTIONS);
  return boss;
}
