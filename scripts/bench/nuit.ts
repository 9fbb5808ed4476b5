import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { type Database, rows } from "@/db/database";
import { openPostgres } from "@/db/open";
import { ring } from "@/lib/night/ring";
import { openQueue } from "@/lib/services/transmissions/queue/queue";
import { APPLICATION_ROLE, postgresPrograms, startPostgres } from "@/tests/helpers/postgresql";
import { ETABLISSEMENTS, fillDatabase } from "./helpers/fill-database";
import { printTable } from "./helpers/print-table";
import { launchProgram, type Program, scriptNpm } from "./helpers/program";
import { replay } from "./helpers/replay";
import { launchSink } from "./helpers/sink";

const CONCURRENT = 4;
const ROUNDS = Number(process.env.BENCH_TOURS ?? 3);
/** Dossiers in all; «npm run bench -- nuit 1000000» for the TBA's whole population. */
const COUNT = Number(process.argv[3] ?? 100_000);
/** A sink as slow as a real TBA may be, to see what a second worker adds when neither the sink nor the machine is the limit. */
const SLOWNESS_MS = 400;

const SECRETS = {
  NEXTAUTH_URL: "http://localhost:3000",
  NEXTAUTH_SECRET: "secret-du-banc-d-essai-secret-du-banc",
  CRON_SECRET: "secret-horloge-du-banc",
  ENCRYPTION_KEYS: `1:${Buffer.alloc(32, 7).toString("base64")}`,
};

/** PostgreSQL as a host would set it for such a base: durable, with some memory. */
const SETTINGS = "-c shared_buffers=512MB -c max_wal_size=4GB -c checkpoint_timeout=15min";

type Night = { seconds: number; dossiersPerSecond: number; peakMb: number };

async function remainingJobs(database: Database): Promise<number> {
  const [count] = await rows<{ n: number }>(
    database.db,
    sql`select count(*)::int as n from pgboss.job where name = 'transmission' and state < 'completed'`,
  );
  return count?.n ?? 0;
}

/** One night, by workers that wait for it: from the ring to the end of the last job. */
async function runOneNight(database: Database, tba: string, workers: number, concurrent: number): Promise<Night> {
  const env = {
    ...SECRETS,
    DATABASE_URL: database.source.engine === "postgresql" ? database.source.url : "",
    TBA_API_URL: `${tba}/api`,
    MAX_CONCURRENT_CALLS: String(concurrent),
  };
  const team: Program[] = [];
  for (let n = 0; n < workers; n++) team.push(await launchProgram(scriptNpm("worker"), env, /ouvrier prêt/));
  const boss = await openQueue(database);
  await pause(1500);
  const startedAt = performance.now();
  await ring(database.db, boss, null, new Date());
  while ((await remainingJobs(database)) > 0) await pause(25);
  const seconds = (performance.now() - startedAt) / 1000;
  const peakMb = Math.max(...team.map((worker) => worker.peakMb()));
  await Promise.all(team.map((worker) => worker.stop()));
  await boss.stop({ graceful: false });
  await verify(database);
  return { seconds, dossiersPerSecond: Math.round(COUNT / seconds), peakMb };
}

/** A night that loses something is no measure. */
async function verify(database: Database): Promise<void> {
  const [count] = await rows<{ accepted: number }>(
    database.db,
    sql`select sum(accepted)::int as accepted from transmissions
      where status = 'completed' and night_id = (select id from nights order by started_at desc limit 1)`,
  );
  if (count?.accepted !== COUNT) throw new Error(`${count?.accepted} dossiers acceptés sur ${COUNT}.`);
}

/** By the owner of the tables: nobody else may. */
async function vacuum(url: string): Promise<void> {
  const owner = postgres(url, { max: 1, onnotice: () => {} });
  await owner`vacuum analyze`;
  await owner.end();
}

const medianOf = (values: number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
const rounded = (n: number, decimals = 2) => Number(n.toFixed(decimals));

async function measure(database: Database, analyze: () => Promise<void>): Promise<void> {
  const sink = await launchSink();
  try {
    const keys = sink.keys;
    console.log(`Remplissage : ${ETABLISSEMENTS} établissements, ${COUNT} dossiers…`);
    await fillDatabase(database.db, COUNT, keys, SECRETS.ENCRYPTION_KEYS);
    await analyze();
    const replays: number[] = [];
    const nights: Night[] = [];
    for (let turn = 0; turn < ROUNDS; turn++) {
      replays.push(await replay(database.db, `${sink.url}/api`, keys, CONCURRENT));
      nights.push(await runOneNight(database, sink.url, 1, CONCURRENT));
      console.log(
        `tour ${turn + 1} : rejeu ${rounded(replays[turn] ?? 0)} s, nuit ${rounded(nights[turn]?.seconds ?? 0)} s, pointe ${nights[turn]?.peakMb} Mo`,
      );
    }
    const two = await runOneNight(database, sink.url, 2, CONCURRENT);
    await sink.slowDown(SLOWNESS_MS);
    const slowAlone = await runOneNight(database, sink.url, 1, CONCURRENT);
    const slowWithTwo = await runOneNight(database, sink.url, 2, CONCURRENT);
    const ratios = nights.map((night, turn) => night.seconds / (replays[turn] ?? 1));
    printTable(
      [
        {
          measure: "rejeu brut (undici)",
          seconds: rounded(medianOf(replays)),
          "dossiers/s": Math.round(COUNT / medianOf(replays)),
          "pointe (Mo)": "",
        },
        ...nights.map((n, i) => ({
          measure: `nuit, un ouvrier, tour ${i + 1}`,
          seconds: rounded(n.seconds),
          "dossiers/s": n.dossiersPerSecond,
          "pointe (Mo)": n.peakMb,
        })),
        {
          measure: "nuit, deux ouvriers",
          seconds: rounded(two.seconds),
          "dossiers/s": two.dossiersPerSecond,
          "pointe (Mo)": two.peakMb,
        },
        {
          measure: `TBA lent (${SLOWNESS_MS} ms), un ouvrier`,
          seconds: rounded(slowAlone.seconds),
          "dossiers/s": slowAlone.dossiersPerSecond,
          "pointe (Mo)": slowAlone.peakMb,
        },
        {
          measure: `TBA lent (${SLOWNESS_MS} ms), deux ouvriers`,
          seconds: rounded(slowWithTwo.seconds),
          "dossiers/s": slowWithTwo.dossiersPerSecond,
          "pointe (Mo)": slowWithTwo.peakMb,
        },
      ],
      {
        bench: "nuit",
        etablissements: ETABLISSEMENTS,
        dossiers: COUNT,
        replay_s: rounded(medianOf(replays)),
        nuit_s: rounded(medianOf(nights.map((n) => n.seconds))),
        ratio: rounded(medianOf(ratios)),
        ratio_min: rounded(Math.min(...ratios)),
        ratio_max: rounded(Math.max(...ratios)),
        peak_mb: Math.max(...nights.map((n) => n.peakMb)),
        two_workers_gain: rounded(medianOf(nights.map((n) => n.seconds)) / two.seconds - 1),
        two_workers_gain_slow_tba: rounded(slowAlone.seconds / slowWithTwo.seconds - 1),
      },
    );
  } finally {
    await sink.stop();
  }
}

/** A night of 300 établissements on PostgreSQL, against the same bodies sent raw to the same sink. */
export async function bench(): Promise<void> {
  const programs = postgresPrograms();
  if (programs === null) throw new Error("PostgreSQL est introuvable : installez-le, ou donnez POSTGRES_BIN.");
  const server = await startPostgres(programs, SETTINGS);
  try {
    // As in production; BENCH_ROLE=owner, above row-level security, to see what it costs.
    const owner = process.env.BENCH_ROLE === "owner";
    const database = owner
      ? await openPostgres(server.url)
      : await openPostgres(server.url.replace("//passerelle@", `//${APPLICATION_ROLE}@`), { migrationUrl: server.url });
    try {
      await measure(database, () => vacuum(server.url));
    } finally {
      await database.close();
    }
  } finally {
    server.stop();
  }
}
