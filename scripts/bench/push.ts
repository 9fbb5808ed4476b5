import { spawn } from "node:child_process";
import { z } from "zod";
import { bundle } from "@/scripts/build-programs.mjs";
import { APPLICATION_ROLE, postgresPrograms, startPostgres } from "@/tests/helpers/postgresql";
import { printTable } from "./helpers/print-table";

const ROUNDS = Number(process.argv[3] ?? 30);
/** PostgreSQL as a host would set it for such a base: durable, with some memory. */
const SETTINGS = "-c shared_buffers=512MB -c max_wal_size=4GB -c checkpoint_timeout=15min";

const PROGRAM = "dist/bench-push-ours.mjs";

const figures = z.object({
  dossiers: z.number(),
  prepareMs: z.array(z.number()),
  writeMs: z.array(z.number()),
  pushMs: z.array(z.number()),
  againMs: z.array(z.number()),
  stallMs: z.number(),
  peakMb: z.number(),
});

/** Runs the calls in a process of their own, as the server's would be. `PROFILE`: options of Node, such as --cpu-prof. */
function run(url: string): Promise<z.output<typeof figures>> {
  const profile = (process.env.PROFILE ?? "").split(" ").filter((option) => option !== "");
  const child = spawn(process.execPath, [...profile, PROGRAM, url, APPLICATION_ROLE, String(ROUNDS)], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, LOG_LEVEL: "silent" },
  });
  let said = "";
  child.stdout.on("data", (chunk) => {
    said += chunk;
  });
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => {
      if (code === 0) resolve(figures.parse(JSON.parse(said.trim().split("\n").at(-1) ?? "")));
      else reject(new Error(`push-ours s'est arrêté (${code}).`));
    });
  });
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/**
 * A software's call of 2,000 dossiers, from its bytes to its answer: read, validated, recognised, prepared, stored in one transaction; against
 * the pure preparation of the same dossiers and one bulk write of the same rows, turn by turn in the same run. Ends with the ratio
 * of the call's p95 to the median of these two together. `npm run bench -- push 50` for more rounds.
 */
export async function bench(): Promise<void> {
  const programs = postgresPrograms();
  if (programs === null) throw new Error("Ce banc demande PostgreSQL.");
  await bundle({ entry: "scripts/bench/helpers/push-ours.ts", file: PROGRAM, format: "esm", packages: "external" });
  const server = await startPostgres(programs, SETTINGS);
  try {
    const { dossiers, prepareMs, writeMs, pushMs, againMs, stallMs, peakMb } = await run(server.url);
    const floors = prepareMs.map((ms, round) => ms + (writeMs[round] ?? 0));
    const rows = [
      { mesure: "préparation pure", of: prepareMs },
      { mesure: "une écriture des mêmes lignes", of: writeMs },
      { mesure: "les deux : le plancher", of: floors },
      { mesure: "l'appel, tout est nouveau", of: pushMs },
      { mesure: "le même appel, rien ne change", of: againMs },
    ].map(({ mesure, of }) => ({
      mesure,
      "médiane (ms)": Math.round(percentile(of, 0.5)),
      "p95 (ms)": Math.round(percentile(of, 0.95)),
    }));
    printTable(rows, {
      bench: "push",
      dossiers,
      rounds: pushMs.length,
      floor_ms: Math.round(percentile(floors, 0.5)),
      floor_p95_ms: Math.round(percentile(floors, 0.95)),
      push_ms: Math.round(percentile(pushMs, 0.5)),
      push_p95_ms: Math.round(percentile(pushMs, 0.95)),
      again_p95_ms: Math.round(percentile(againMs, 0.95)),
      longest_stall_ms: stallMs,
      peak_mb: peakMb,
      ratio: Number((percentile(pushMs, 0.95) / percentile(floors, 0.95)).toFixed(2)),
      ratio_of_medians: Number((percentile(pushMs, 0.5) / percentile(floors, 0.5)).toFixed(2)),
    });
  } finally {
    server.stop();
  }
}
