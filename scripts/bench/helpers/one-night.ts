import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { type Database, rows } from "@/db/database";
import { ring } from "@/lib/night/ring";
import { openQueue } from "@/lib/services/transmissions/queue/queue";
import { buildPrograms } from "@/scripts/build-programs.mjs";
import { cpuSeconds, parentOf } from "./cpu-time";
import { launchProgram, type Program, scriptNpm } from "./program";

export const SECRETS = {
  NEXTAUTH_URL: "http://localhost:3000",
  NEXTAUTH_SECRET: "secret-du-banc-d-essai-secret-du-banc",
  CRON_SECRET: "secret-horloge-du-banc",
  ENCRYPTION_KEYS: `1:${Buffer.alloc(32, 7).toString("base64")}`,
};

/** `workerCpu` and `databaseCpu`: seconds of processor, user and system, from the ring to the end of the last job. */
export type Night = { seconds: number; peakMb: number; workerCpu: number; databaseCpu: number };

async function remainingJobs(database: Database): Promise<number> {
  const [count] = await rows<{ n: number }>(
    database.db,
    sql`select count(*)::int as n from pgboss.job where name = 'transmission' and state < 'completed'`,
  );
  return count?.n ?? 0;
}

/** The server's first process: the parent of the one that answers. */
async function postmaster(database: Database): Promise<number> {
  const [backend] = await rows<{ pid: number }>(database.db, sql`select pg_backend_pid() as pid`);
  return parentOf(backend?.pid ?? 0);
}

/** A night that loses something is no measure. */
async function verify(database: Database, dossiers: number): Promise<void> {
  const [count] = await rows<{ accepted: number }>(
    database.db,
    sql`select sum(accepted)::int as accepted from transmissions
      where status = 'completed' and night_id = (select id from nights order by started_at desc limit 1)`,
  );
  if (count?.accepted !== dossiers) throw new Error(`${count?.accepted} dossiers acceptés sur ${dossiers}.`);
}

export type TeamOptions = { tba: string; workers: number; concurrent: number };
/** Workers in service. `night`: a night that they work, from the ring to the end of the last job; throws when a dossier is missing. */
export type Team = { night: (dossiers: number) => Promise<Night>; stop: () => Promise<void> };

/** Starts workers that wait for a night, as they do for weeks. */
export async function startTeam(database: Database, { tba, workers, concurrent }: TeamOptions): Promise<Team> {
  const env = {
    ...SECRETS,
    DATABASE_URL: database.source.engine === "postgresql" ? database.source.url : "",
    TBA_API_URL: `${tba}/api`,
    MAX_CONCURRENT_CALLS: String(concurrent),
  };
  await buildPrograms();
  const server = await postmaster(database);
  const team: Program[] = [];
  for (let n = 0; n < workers; n++) team.push(await launchProgram(scriptNpm("worker"), env, /ouvrier prêt/));
  const boss = await openQueue(database);
  const cpu = () => ({ worker: team.reduce((sum, w) => sum + w.cpuSeconds(), 0), database: cpuSeconds(server) });
  const night = async (dossiers: number): Promise<Night> => {
    await pause(1500);
    const before = cpu();
    const startedAt = performance.now();
    await ring(database.db, boss, null, new Date());
    while ((await remainingJobs(database)) > 0) await pause(25);
    const seconds = (performance.now() - startedAt) / 1000;
    const after = cpu();
    await verify(database, dossiers);
    return {
      seconds,
      peakMb: Math.max(...team.map((worker) => worker.peakMb())),
      workerCpu: after.worker - before.worker,
      databaseCpu: after.database - before.database,
    };
  };
  const stop = async () => {
    await Promise.all(team.map((worker) => worker.stop()));
    await boss.stop({ graceful: false });
  };
  return { night, stop };
}

/** One night by workers just started. */
export async function runOneNight(database: Database, options: TeamOptions & { dossiers: number }): Promise<Night> {
  const team = await startTeam(database, options);
  try {
    return await team.night(options.dossiers);
  } finally {
    await team.stop();
  }
}
