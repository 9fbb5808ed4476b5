import type { Database } from "@/db/database";
import { ETABLISSEMENTS, fillDatabase } from "./helpers/fill-database";
import { onPostgres } from "./helpers/on-postgres";
import { type Night, runOneNight, SECRETS, startTeam } from "./helpers/one-night";
import { printTable } from "./helpers/print-table";
import { replay } from "./helpers/replay";
import { launchSink, type Sink } from "./helpers/sink";

const CONCURRENT = 4;
const ROUNDS = Number(process.env.BENCH_TOURS ?? 3);
/** Dossiers in all; «npm run bench -- nuit 1000000» for the TBA's whole population. */
const COUNT = Number(process.argv[3] ?? 100_000);
/** A sink as slow as a real TBA may be, to see what a second worker adds when neither the sink nor the machine is the limit. */
const SLOWNESS_MS = 400;

const medianOf = (values: number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
const rounded = (n: number, decimals = 2) => Number(n.toFixed(decimals));

/** Microseconds of processor for a dossier. */
const perDossier = (seconds: number) => rounded((seconds * 1e6) / COUNT, 1);

const line = (measure: string, { seconds, peakMb, workerCpu, databaseCpu }: Night) => ({
  measure,
  seconds: rounded(seconds),
  "dossiers/s": Math.round(COUNT / seconds),
  "pointe (Mo)": peakMb,
  "ouvrier (µs)": perDossier(workerCpu),
  "base (µs)": perDossier(databaseCpu),
});

async function measure(database: Database, analyze: () => Promise<void>): Promise<void> {
  const sink = await launchSink();
  try {
    const keys = sink.keys;
    console.log(`Remplissage : ${ETABLISSEMENTS} établissements, ${COUNT} dossiers…`);
    await fillDatabase(database.db, COUNT, keys, SECRETS.ENCRYPTION_KEYS);
    await analyze();
    const night = (workers: number) =>
      runOneNight(database, { tba: sink.url, workers, concurrent: CONCURRENT, dossiers: COUNT });
    const replays: number[] = [];
    const nights: Night[] = [];
    const lines: Record<string, string | number>[] = [];
    // Just started at the first night; then, as the program that replays, the same process as the night before.
    const inService = await startTeam(database, { tba: sink.url, workers: 1, concurrent: CONCURRENT });
    try {
      for (let turn = 0; turn < ROUNDS; turn++) {
        const before = sink.cpuSeconds();
        replays.push(await replay(database.db, `${sink.url}/api`, keys, CONCURRENT));
        const between = sink.cpuSeconds();
        const one = await inService.night(COUNT);
        nights.push(one);
        lines.push(line(`nuit, un ouvrier, tour ${turn + 1}`, one));
        console.log(
          `tour ${turn + 1} : rejeu ${rounded(replays[turn] ?? 0)} s, nuit ${rounded(one.seconds)} s, pointe ${one.peakMb} Mo, ` +
            `par dossier : ouvrier ${perDossier(one.workerCpu)} µs, base ${perDossier(one.databaseCpu)} µs, ` +
            `TBA ${perDossier(sink.cpuSeconds() - between)} µs (au rejeu, ${perDossier(between - before)} µs)`,
        );
      }
    } finally {
      await inService.stop();
    }
    const gains = process.env.BENCH_OUVRIERS === "non" ? {} : await measureWorkers(sink, night, nights, lines);
    const ratios = nights.map(({ seconds }, turn) => seconds / (replays[turn] ?? 1));
    const raw = medianOf(replays);
    const rejeu = { measure: "rejeu brut (undici)", seconds: rounded(raw), "dossiers/s": Math.round(COUNT / raw) };
    printTable([rejeu, ...lines], {
      bench: "nuit",
      etablissements: ETABLISSEMENTS,
      dossiers: COUNT,
      replay_s: rounded(raw),
      nuit_s: rounded(medianOf(nights.map((n) => n.seconds))),
      ratio: rounded(medianOf(ratios)),
      ratio_min: rounded(Math.min(...ratios)),
      ratio_max: rounded(Math.max(...ratios)),
      cpu_us: perDossier(medianOf(nights.map((n) => n.workerCpu + n.databaseCpu))),
      peak_mb: Math.max(...nights.map((n) => n.peakMb)),
      ...gains,
    });
  } finally {
    await sink.stop();
  }
}

/** What a second worker adds, at full speed and with a slow TBA. */
async function measureWorkers(
  sink: Sink,
  night: (workers: number) => Promise<Night>,
  alone: readonly Night[],
  lines: Record<string, string | number>[],
): Promise<Record<string, number>> {
  const two = await night(2);
  await sink.slowDown(SLOWNESS_MS);
  const slowAlone = await night(1);
  const slowWithTwo = await night(2);
  lines.push(
    line("nuit, deux ouvriers", two),
    line(`TBA lent (${SLOWNESS_MS} ms), un ouvrier`, slowAlone),
    line(`TBA lent (${SLOWNESS_MS} ms), deux ouvriers`, slowWithTwo),
  );
  return {
    two_workers_gain: rounded(medianOf(alone.map((n) => n.seconds)) / two.seconds - 1),
    two_workers_gain_slow_tba: rounded(slowAlone.seconds / slowWithTwo.seconds - 1),
  };
}

/** A night of 300 établissements on PostgreSQL, against the same bodies sent raw to the same sink. */
export function bench(): Promise<void> {
  return onPostgres(measure);
}
