import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Database } from "@/db/database";
import { openPglite, openPostgres } from "@/db/open";
import { loadPlan } from "@/lib/services/deblocage/load-plan";
import { storeDossiers } from "@/tests/factories/dossiers";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { postgresPrograms, startPostgres } from "@/tests/helpers/postgresql";
import { within } from "@/tests/helpers/within";
import { printTable } from "./helpers/print-table";
import { variedDossiers } from "./helpers/varied-dossiers";

const COUNT = 5000;
const ROUNDS = 15;

type Measure = { median: number; worst: number; causes: number };

/** The time of «Plan de déblocage», all included but the page: the right to see, the reading, the causes and their counts. */
async function measure({ db }: Database): Promise<Measure> {
  const { id, uai } = await newEtablissement(db);
  await storeDossiers(db, id, variedDossiers(COUNT));
  const context = await person(db, id, "lecteur");
  const durations: number[] = [];
  let causes = 0;
  for (let turn = 0; turn < ROUNDS; turn++) {
    const startedAt = performance.now();
    const plan = await within(context, uai, loadPlan, { searches: {} });
    durations.push(performance.now() - startedAt);
    causes = plan.bloquantes.length + plan.others.length;
  }
  durations.sort((a, b) => a - b);
  return { median: Math.round(durations[ROUNDS >> 1] ?? 0), worst: Math.round(durations.at(-1) ?? 0), causes };
}

async function onPglite(): Promise<Measure> {
  const root = mkdtempSync(join(tmpdir(), "passerelle-bench-"));
  try {
    const database = await openPglite(join(root, "base"));
    return await measure(database).finally(database.close);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

async function onPostgres(): Promise<Measure | null> {
  const programs = postgresPrograms();
  if (programs === null) return null;
  const server = await startPostgres(programs);
  try {
    const database = await openPostgres(server.url);
    return await measure(database).finally(database.close);
  } finally {
    server.stop();
  }
}

/** The causes of 5,000 dossiers, one in three invalid, on both databases. */
export async function bench(): Promise<void> {
  const [pglite, postgresql] = [await onPglite(), await onPostgres()];
  const row = (database: string, { median, worst, causes }: Measure) => ({
    database,
    causes,
    "médiane (ms)": median,
    "pire (ms)": worst,
  });
  printTable([row("PGlite", pglite), ...(postgresql === null ? [] : [row("PostgreSQL", postgresql)])], {
    bench: "causes",
    dossiers: COUNT,
    pglite_ms: pglite.median,
    pglite_worst_ms: pglite.worst,
    ...(postgresql === null ? {} : { postgresql_ms: postgresql.median, postgresql_worst_ms: postgresql.worst }),
  });
}
