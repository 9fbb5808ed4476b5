import { sql } from "drizzle-orm";
import { type Db, rows } from "@/db/database";
import { gateOf } from "@/db/gate";
import { openPostgres } from "@/db/open";
import { loadPlan } from "@/lib/services/deblocage/load-plan";
import { openScope, type Scope } from "@/lib/services/etablissements/scope";
import { loadRapportPage } from "@/lib/services/rapport/load-rapport-page";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import { storeDossiers, validSource } from "@/tests/factories/dossiers";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { APPLICATION_ROLE, postgresPrograms, startPostgres } from "@/tests/helpers/postgresql";
import { printTable } from "./helpers/print-table";

const ETABLISSEMENTS = 20;
const DOSSIERS = 1000;
const ROUNDS = 60;
Object.assign(process.env, {
  NEXTAUTH_URL: "http://localhost:3000",
  NEXTAUTH_SECRET: "secret-du-banc-d-essai-secret-du-banc",
  CRON_SECRET: "secret-horloge-du-banc",
  ENCRYPTION_KEYS: `1:${Buffer.alloc(32, 7).toString("base64")}`,
});

const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

type Work = { name: string; run: (scope: Scope) => Promise<unknown> };
const WORKS: Work[] = [
  {
    name: "une requête simple",
    run: ({ db, etablissement }) =>
      rows(db, sql`select 1 from imports where etablissement_id = ${etablissement.id}::uuid`),
  },
  { name: "page du rapport", run: (scope) => loadRapportPage(scope, parseFilters({})) },
  { name: "page du rapport, filtrée", run: (scope) => loadRapportPage(scope, parseFilters({ apprenant: "nom 7" })) },
  { name: "plan de déblocage", run: (scope) => loadPlan(scope, { searches: {} }) },
];

/** The same work, turn by turn, with the scope's own database and with one that no policy binds. */
async function compare(work: Work, guarded: Scope, bare: Scope): Promise<{ without: number; with: number }> {
  const times: { without: number[]; with: number[] } = { without: [], with: [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, scope] of [
      ["without", bare],
      ["with", guarded],
    ] as const) {
      const startedAt = performance.now();
      await work.run(scope);
      if (round >= 10) times[name].push(performance.now() - startedAt);
    }
  }
  return { without: median(times.without), with: median(times.with) };
}

async function fill(db: Db) {
  const first = await newEtablissement(db);
  for (let n = 0; n < ETABLISSEMENTS; n++) {
    const { id } = n === 0 ? first : await newEtablissement(db);
    await storeDossiers(
      db,
      id,
      Array.from({ length: DOSSIERS }, (_, rank) => validSource(rank)),
    );
  }
  await db.execute(sql`analyze`);
  return { ...first, ctx: await person(db, first.id, "administrateur") };
}

/** What the wall costs a page: scoped transactions under a bound role, against plain statements of a role above the policies. */
export async function bench(): Promise<void> {
  const programs = postgresPrograms();
  if (programs === null) throw new Error("PostgreSQL est introuvable : installez-le, ou donnez POSTGRES_BIN.");
  const server = await startPostgres(programs);
  try {
    const guarded = await openPostgres(server.url.replace("//passerelle@", `//${APPLICATION_ROLE}@`), {
      migrationUrl: server.url,
    });
    // The owner of the server is above row-level security: the same tables without it.
    const above = await openPostgres(server.url);
    const cfa = await fill(above.db);
    const scope = await openScope({ ...cfa.ctx, db: guarded.db }, cfa.uai);
    const bare = { ...scope, db: gateOf(above.db).system };
    const measured = [];
    for (const work of WORKS) measured.push({ ...work, ...(await compare(work, scope, bare)) });
    const rounded = (n: number) => Number(n.toFixed(2));
    printTable(
      measured.map((m) => ({ "ce qui est lu": m.name, "sans (ms)": rounded(m.without), "avec (ms)": rounded(m.with) })),
      {
        bench: "isolation",
        dossiers: ETABLISSEMENTS * DOSSIERS,
        ...Object.fromEntries(
          measured.flatMap((m) => [
            [`${m.name} sans`, rounded(m.without)],
            [`${m.name} avec`, rounded(m.with)],
          ]),
        ),
      },
    );
    await Promise.all([guarded.close(), above.close()]);
  } finally {
    server.stop();
  }
}
