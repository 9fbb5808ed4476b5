import type { Database } from "@/db/database";
import { fillDatabase } from "./helpers/fill-database";
import { onPostgres } from "./helpers/on-postgres";
import { type Night, runOneNight, SECRETS } from "./helpers/one-night";
import { printTable } from "./helpers/print-table";
import { replay } from "./helpers/replay";
import { launchSink } from "./helpers/sink";

const CONCURRENT = 4;
const ROUNDS = Number(process.env.BENCH_TOURS ?? 2);
const COUNT = Number(process.argv[3] ?? 60_000);
/** In a call: as many as the TBA takes. */
const PER_CALL = 2000;
/** What one process of the real TBA judges in a second. */
const PER_SECOND = 2100;

const rounded = (n: number, decimals = 2) => Number(n.toFixed(decimals));
const medianOf = (values: number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

async function measure(database: Database, analyze: () => Promise<void>): Promise<void> {
  const sink = await launchSink(PER_SECOND);
  try {
    const keys = sink.keys.slice(0, Math.max(1, Math.ceil(COUNT / PER_CALL)));
    console.log(`Remplissage : ${keys.length} établissements, ${COUNT} dossiers…`);
    await fillDatabase(database.db, COUNT, keys, SECRETS.ENCRYPTION_KEYS);
    await analyze();
    const replays: number[] = [];
    const nights: Night[] = [];
    for (let turn = 0; turn < ROUNDS; turn++) {
      replays.push(await replay(database.db, `${sink.url}/api`, keys, CONCURRENT));
      nights.push(await runOneNight(database, { tba: sink.url, workers: 1, concurrent: CONCURRENT, dossiers: COUNT }));
    }
    const ratios = nights.map(({ seconds }, turn) => seconds / (replays[turn] ?? 1));
    printTable(
      nights.map((night, turn) => ({
        tour: turn + 1,
        "rejeu (s)": rounded(replays[turn] ?? 0),
        "nuit (s)": rounded(night.seconds),
        rapport: rounded(ratios[turn] ?? 0, 3),
        "pointe (Mo)": night.peakMb,
      })),
      {
        bench: "nuit-lente",
        dossiers: COUNT,
        per_second: PER_SECOND,
        replay_s: rounded(medianOf(replays)),
        nuit_s: rounded(medianOf(nights.map(({ seconds }) => seconds))),
        ratio: rounded(medianOf(ratios), 3),
        peak_mb: Math.max(...nights.map(({ peakMb }) => peakMb)),
      },
    );
  } finally {
    await sink.stop();
  }
}

/** A night against a TBA as slow as the real one, and the same bodies sent raw to it. */
export function bench(): Promise<void> {
  return onPostgres(measure);
}
