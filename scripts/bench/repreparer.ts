import { randomUUID } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { openPostgres } from "@/db/open";
import { dossiers } from "@/db/schema/dossiers";
import { etablissements } from "@/db/schema/etablissements";
import { PREPARATION_VERSION } from "@/lib/domain/contrat-tba";
import { reprepareStale } from "@/lib/services/preparation/reprepare-stale";
import { storeDossiers } from "@/tests/factories/dossiers";
import { postgresPrograms, startPostgres } from "@/tests/helpers/postgresql";
import { printTable } from "./helpers/print-table";
import { variedDossiers } from "./helpers/varied-dossiers";

const COUNT = 20_000;
const PER_ETABLISSEMENT = 2000;
const ROUNDS = 6;

/** What an older version is supposed to have left, from the lightest to the heaviest to write. */
const SCENARIOS: readonly { key: string; label: string; before: SQL }[] = [
  { key: "nothing", label: "rien ne change que la version", before: sql`preparation_version = 0` },
  {
    key: "tiers",
    label: "un tiers des dossiers change d'anomalies",
    before: sql`preparation_version = 0, blocked = false,
      anomalies = case when blocked then '[]'::jsonb else anomalies end`,
  },
  {
    key: "tout",
    label: "tout change, le texte à envoyer aussi",
    before: sql`preparation_version = 0, payload = '{}', fingerprint = '', parcours = null, anomalies = '[]', person = null`,
  },
];

async function fill(db: Db): Promise<void> {
  const varied = variedDossiers(COUNT);
  for (let startedAt = 0; startedAt < COUNT; startedAt += PER_ETABLISSEMENT) {
    const [cfa] = await db
      .insert(etablissements)
      .values({ uai: randomUUID().slice(0, 8), siret: "77764444100018", name: "CFA d'essai" })
      .returning({ id: etablissements.id });
    if (cfa !== undefined) await storeDossiers(db, cfa.id, varied.slice(startedAt, startedAt + PER_ETABLISSEMENT));
  }
}

/** The best rate of several rounds, in dossiers a second: what the code can do when the machine lets it. */
async function measure(db: Db, before: SQL): Promise<number> {
  const rateLimits: number[] = [];
  for (let turn = 0; turn < ROUNDS; turn++) {
    await db.execute(sql`update dossiers set ${before}`);
    await db.execute(sql`vacuum analyze dossiers`);
    const startedAt = performance.now();
    const done = await reprepareStale(db);
    rateLimits.push(Math.round((done / (performance.now() - startedAt)) * 1000));
    const remaining = await db.$count(dossiers, sql`preparation_version <> ${PREPARATION_VERSION} or fingerprint = ''`);
    if (done !== COUNT || remaining > 0) throw new Error(`${done} dossiers préparés, ${remaining} oubliés.`);
  }
  return Math.max(...rateLimits);
}

/** Preparing the whole base again, from a real PostgreSQL to the same. */
export async function bench(): Promise<void> {
  const programs = postgresPrograms();
  if (programs === null) throw new Error("PostgreSQL est introuvable : installez-le, ou donnez POSTGRES_BIN.");
  const server = await startPostgres(programs);
  try {
    const database = await openPostgres(server.url);
    try {
      await fill(database.db);
      const rateLimits = new Map<string, number>();
      for (const { key, before } of SCENARIOS) rateLimits.set(key, await measure(database.db, before));
      printTable(
        SCENARIOS.map(({ key, label }) => ({
          "après une nouvelle règle": label,
          "dossiers par seconde": rateLimits.get(key) ?? 0,
        })),
        {
          bench: "repreparer",
          dossiers: COUNT,
          ...Object.fromEntries([...rateLimits].map(([c, d]) => [`${c}_par_s`, d])),
        },
      );
    } finally {
      await database.close();
    }
  } finally {
    server.stop();
  }
}
