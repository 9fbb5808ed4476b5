import { desc, sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { nights } from "@/db/schema/transmissions";
import { countJobs, queueExists } from "@/lib/services/transmissions/queue/jobs-sql";

/** What monitors read. `queue` and `lastNight` are null when the database does not answer; the latter also before the first night. */
export type Health = {
  state: "ok" | "degraded" | "down";
  database: { ok: boolean; latencyMs: number | null };
  /** Runs to do, under way, and waiting for more than half an hour. */
  queue: { pending: number; inProgress: number; late: number } | null;
  /** The last ring of the clock: an ISO instant, and how long ago in hours. */
  lastNight: { startedAt: string; ageHours: number; etablissements: number } | null;
  version: string;
};

const DATABASE_TIMEOUT_MS = 2000;
const HOUR_MS = 3600_000;
const STALE_NIGHT_HOURS = 36;

/** What there is to do and what is late; zeros before the queue's first start. */
async function getQueueState(db: Db, now: Date): Promise<Health["queue"]> {
  return (await queueExists(db)) ? countJobs(db, now) : { pending: 0, inProgress: 0, late: 0 };
}

async function getLastNight(db: Db, now: Date): Promise<Health["lastNight"]> {
  const [night] = await db.select().from(nights).orderBy(desc(nights.startedAt)).limit(1);
  if (night === undefined) return null;
  const ageHours = Math.round(((now.getTime() - night.startedAt.getTime()) / HOUR_MS) * 10) / 10;
  return { startedAt: night.startedAt.toISOString(), ageHours, etablissements: night.etablissements };
}

async function query(open: () => Promise<Db>, now: Date): Promise<Pick<Health, "database" | "queue" | "lastNight">> {
  const depart = performance.now();
  const db = await open();
  await db.execute(sql`select 1`);
  const latencyMs = Math.round(performance.now() - depart);
  return {
    database: { ok: true, latencyMs },
    queue: await getQueueState(db, now),
    lastNight: await getLastNight(db, now),
  };
}

/** Null when the promise fails, or says nothing in time. Why is not told: a database's error quotes addresses and values. */
async function inTime<T>(promise: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const delay = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), DATABASE_TIMEOUT_MS);
  });
  try {
    return await Promise.race([promise.catch(() => null), delay]);
  } finally {
    clearTimeout(timer);
  }
}

/** How the service is, for monitors: no secret, nobody's name, no error text. Answers within two seconds, database or not. */
export async function loadHealth(open: () => Promise<Db>, version: string, now: Date): Promise<Health> {
  const found = await inTime(query(open, now));
  if (found === null) {
    return { state: "down", database: { ok: false, latencyMs: null }, queue: null, lastNight: null, version };
  }
  const old = found.lastNight !== null && found.lastNight.ageHours > STALE_NIGHT_HOURS;
  const late = found.queue !== null && found.queue.late > 0;
  return { state: old || late ? "degraded" : "ok", ...found, version };
}
