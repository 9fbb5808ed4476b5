import type { PgBoss } from "pg-boss";
import type { Db } from "@/db/database";
import { DatabaseError } from "@/db/errors";
import { ServiceError } from "@/lib/errors";
import { logger } from "@/lib/logger";
import { type RunDeps, runTransmission } from "@/lib/night/run/run";
import type { ServiceContext } from "@/lib/services/context";
import { inTransaction, preparedCalls } from "@/lib/services/queue/boss-calls";
import { type QueueJob, TRANSMISSION_QUEUE } from "@/lib/services/transmissions/queue/queue";
import { insist, withSignsOfLife } from "./job-life";

/** The TBA is down, or we failed: the run is put off by so many minutes, then is given up until the next night. */
const DEFERRAL_MINUTES = [1, 5, 15, 30, 60, 60, 60, 60] as const;
/** Put off so many times, an hour or nearly, it is time to tell people. */
const SILENT_DEFERRALS = 3;

export type JobTools = { db: Db; boss: PgBoss; deps: RunDeps };

/** How a job ends: done with, given back at once, or put off. */
type JobEnd = { kind: "done" } | { kind: "returned" } | { kind: "deferred"; minutes: number };

function endOf(nextStep: "none" | "resume" | "defer", deferrals: number): JobEnd {
  if (nextStep === "none") return { kind: "done" };
  if (nextStep === "resume") return { kind: "returned" };
  const minutes = DEFERRAL_MINUTES[deferrals];
  return minutes === undefined ? { kind: "done" } : { kind: "deferred", minutes };
}

async function run({ db, deps }: JobTools, { data }: QueueJob): Promise<JobEnd> {
  const { etablissementId, trigger, by, nightId, resume, deferrals } = data;
  const actor: ServiceContext["actor"] = by === null ? { kind: "clock" } : { kind: "person", id: by };
  try {
    const ctx = { db, actor, now: new Date() };
    const request = { trigger, by, nightId, resume, alertOnFailure: deferrals >= SILENT_DEFERRALS };
    const { nextStep } = await runTransmission(ctx, etablissementId, request, deps);
    return endOf(nextStep, deferrals);
  } catch (error) {
    if (error instanceof ServiceError) {
      logger.info({ etablissementId, code: error.code }, "transmission sans objet");
      return { kind: "done" };
    }
    logger.error({ etablissementId, name: error instanceof Error ? error.name : "unknown" }, "transmission rendue");
    // A database that stopped or is held makes whoever asks wait: the job is taken again at once. What always fails would be, without end, and a full disk would
    // have the TBA asked the same each second.
    const passes = error instanceof DatabaseError && !["other", "noSpace"].includes(error.trouble);
    return passes ? { kind: "returned" } : endOf("defer", deferrals);
  }
}

/** Says to the queue how the job ended. Its attempt number goes with it: what another process took over is left alone. */
async function reportEnd({ db, boss }: JobTools, job: QueueJob, end: JobEnd): Promise<void> {
  const attempt = { id: job.id, retryCount: job.retryCount };
  if (end.kind === "done") {
    await boss.complete(TRANSMISSION_QUEUE, attempt, null, preparedCalls(db));
    return;
  }
  if (end.kind === "returned") {
    await boss.fail(TRANSMISSION_QUEUE, attempt);
    return;
  }
  await db.transaction(async (tx) => {
    const inTx = inTransaction(tx);
    await boss.fail(TRANSMISSION_QUEUE, attempt, null, inTx);
    const data = { ...job.data, resume: true, deferrals: job.data.deferrals + 1 };
    const startAfter = new Date(Date.now() + end.minutes * 60_000);
    await boss.update(TRANSMISSION_QUEUE, data, { ...inTx, id: job.id, startAfter });
  });
}

/** One job: runs the transmission, gives signs of life meanwhile, and says to the queue how it ended. Never throws. */
export function processJob(tools: JobTools, job: QueueJob): Promise<void> {
  return withSignsOfLife(tools.boss, TRANSMISSION_QUEUE, job, async () => {
    const end = await run(tools, job);
    await insist(job, () => reportEnd(tools, job, end));
  });
}
