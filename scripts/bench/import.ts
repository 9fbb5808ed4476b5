import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { buildPrograms, bundle } from "@/scripts/build-programs.mjs";
import { APPLICATION_ROLE, postgresPrograms, startPostgres } from "@/tests/helpers/postgresql";
import { importWorkbook } from "./helpers/import-files";
import { printTable } from "./helpers/print-table";

const SIZES = (process.argv[3] ?? "2000,20000,100000").split(",").map(Number);
/** PostgreSQL as a host would set it for such a base: durable, with some memory. */
const SETTINGS = "-c shared_buffers=512MB -c max_wal_size=4GB -c checkpoint_timeout=15min";
const ENV = {
  NEXTAUTH_URL: "http://localhost:3000",
  NEXTAUTH_SECRET: "secret-du-banc-d-essai-secret-du-banc",
  CRON_SECRET: "secret-horloge-du-banc",
  ENCRYPTION_KEYS: `1:${Buffer.alloc(32, 7).toString("base64")}`,
  IMPORT_MAX_MB: "64",
  LOG_LEVEL: "silent",
};

const pass = z.object({ seconds: z.number(), stallMs: z.number() });
const oursSchema = z.object({ first: pass, again: pass, peakMb: z.number() });
const theirsSchema = z.object({ seconds: z.number(), valid: z.number(), peakMb: z.number() });

const packageSchema = z.object({ scripts: z.object({ worker: z.string() }) });

/** The bounds of the process that imports files beside a server, as `npm run worker` sets them. A server that works its own queue has none. */
async function workerBounds(): Promise<string[]> {
  const { scripts } = packageSchema.parse(JSON.parse(await readFile("package.json", "utf8")));
  return scripts.worker.split(" ").filter((word) => word.startsWith("--"));
}

const HELPERS = ["import-theirs", "import-ours"] as const;
const builtHelper = (program: string) => `dist/bench-${program}.mjs`;

/** As a server runs: made one file. Read as they are written, our functions would each be given a name at each call, and the process would hold the compiler too, some 90 MB. */
async function buildHelpers(): Promise<void> {
  for (const program of HELPERS) {
    const entry = `scripts/bench/helpers/${program}.ts`;
    await bundle({ entry, file: builtHelper(program), format: "esm", packages: "external" });
  }
}

/** Runs a program of the helpers to its end, and answers its last line. */
function run(program: (typeof HELPERS)[number], options: string[], bounds: string[] = []): Promise<unknown> {
  const child = spawn(process.execPath, [...bounds, builtHelper(program), ...options], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...ENV },
  });
  let said = "";
  child.stdout.on("data", (chunk) => {
    said += chunk;
  });
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => {
      if (code === 0) resolve(JSON.parse(said.trim().split("\n").at(-1) ?? ""));
      else reject(new Error(`${program} s'est arrêté (${code}).`));
    });
  });
}

const rounded = (n: number) => Number(n.toFixed(2));

/**
 * From the bytes of a workbook (forty columns of the template) to prepared rows in PostgreSQL, first time and again unchanged, against SheetJS reading
 * the same file and a zod schema validating its rows, which writes nothing; and once more under the worker's bounds. `npm run bench -- import 2000,20000` for other sizes.
 */
export async function bench(): Promise<void> {
  const programs = postgresPrograms();
  if (programs === null) throw new Error("Ce banc demande PostgreSQL.");
  await buildPrograms();
  await buildHelpers();
  const server = await startPostgres(programs, SETTINGS);
  const folder = await mkdtemp(join(tmpdir(), "banc-"));
  const figures = [];
  try {
    for (const rows of SIZES) {
      const path = join(folder, `${rows}.xlsx`);
      await writeFile(path, await importWorkbook(rows));
      const theirs = theirsSchema.parse(await run("import-theirs", [path, String(rows)]));
      const ownOptions = [server.url, APPLICATION_ROLE, path, String(rows)];
      const ours = oursSchema.parse(await run("import-ours", ownOptions));
      const bounded = oursSchema.parse(await run("import-ours", ownOptions, await workerBounds()));
      figures.push({
        rows,
        sheetJsSeconds: rounded(theirs.seconds),
        firstSeconds: rounded(ours.first.seconds),
        againSeconds: rounded(ours.again.seconds),
        ratio: rounded(ours.first.seconds / theirs.seconds),
        longestStallMs: Math.max(ours.first.stallMs, ours.again.stallMs),
        peakMb: ours.peakMb,
        workerSeconds: rounded(bounded.first.seconds),
        workerPeakMb: bounded.peakMb,
        sheetJsPeakMb: theirs.peakMb,
      });
      console.log(JSON.stringify(figures.at(-1)));
    }
  } finally {
    server.stop();
    await rm(folder, { recursive: true, force: true });
  }
  printTable(
    figures.map((f) => ({
      lignes: f.rows,
      "SheetJS + zod (s)": f.sheetJsSeconds,
      "import (s)": f.firstSeconds,
      "le même (s)": f.againSeconds,
      rapport: f.ratio,
      "arrêt le plus long (ms)": f.longestStallMs,
      "pointe (Mo)": f.peakMb,
      "sous les bornes de l'ouvrier (s)": f.workerSeconds,
      "et sa pointe (Mo)": f.workerPeakMb,
      "pointe SheetJS (Mo)": f.sheetJsPeakMb,
    })),
    {
      bench: "import",
      ratio: Math.max(...figures.map(({ ratio }) => ratio)),
      ...Object.fromEntries(figures.map((f) => [`${f.rows}`, JSON.stringify(f)])),
    },
  );
}
