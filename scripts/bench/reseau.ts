import { eq, sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { openPostgres } from "@/db/open";
import { reseaux } from "@/db/schema/etablissements";
import { supervisions, users } from "@/db/schema/users";
import { build } from "@/scripts/install.mjs";
import { cfaE2e } from "@/tests/e2e/cfas";
import { APPLICATION_ROLE, postgresPrograms, startPostgres } from "@/tests/helpers/postgresql";
import { type Site, signInOver, startSite } from "@/tests/walls/site";
import { fillDatabase } from "./helpers/fill-database";
import { printTable } from "./helpers/print-table";

const SIZE = 500;
const NIGHTS = 30;
/** `fillDatabase` counts by three hundred établissements: so many dossiers in each of ours. */
const DOSSIERS_EACH = 100;
const WARM_UP = 40;
const ROUNDS = 300;
const ENCRYPTION = `1:${Buffer.alloc(32, 7).toString("base64")}`;
/** The superviseur has a role in one établissement too; the other person has one établissement and nothing else. */
const [SUPERVISEUR, OTHER] = [11, 10];

/** Thirty nights, keys of all sorts, alerts and causes, in as many établissements; each with its dossiers. */
async function fill(db: Db): Promise<void> {
  const keys = Array.from({ length: SIZE }, (_, n) => `cle-${n}-00000000`);
  await fillDatabase(db, DOSSIERS_EACH * 300, keys, ENCRYPTION);
  const [reseau] = await db.insert(reseaux).values({ name: "Réseau du banc d'essai" }).returning({ id: reseaux.id });
  const [person] = await db
    .select({ id: users.id })
    .from(users)
    .where(eq(users.email, `lecteur-${SUPERVISEUR}@example.org`));
  if (reseau === undefined || person === undefined) throw new Error("Le banc n'a pas pu être préparé.");
  await db.insert(supervisions).values({ userId: person.id, reseauId: reseau.id });
  await db.execute(sql`update etablissements set reseau_id = ${reseau.id}::uuid where name ~ '^CFA [0-9]+$'`);
  await db.execute(sql`insert into night_figures (etablissement_id, day, status, valides, invalides, accepted, refused, seen)
    select e.id, current_date - n, 'completed', 80 + (n * 7) % 20, 20, 80, 0, 60
    from etablissements e cross join generate_series(0, ${NIGHTS - 1}::int) as n where e.reseau_id = ${reseau.id}::uuid`);
  await db.execute(sql`insert into etablissement_figures
      (etablissement_id, apprentis, valides, seen, causes, causes_at, last_run_at, last_run_status, valid_nights, nights_until)
    select e.id, c.apprentis, c.valides, 60, jsonb_build_array(jsonb_build_object('title', 'SIRET du formateur invalide (' || e.siret || ')',
      'identity', e.siret, 'code', 'SIRET_INVALIDE', 'severity', 'bloquante', 'actor', 'editeur', 'champ', 'etablissement_formateur_siret',
      'champs', jsonb_build_array('etablissement_formateur_siret'), 'dossiers', 20, 'unblocked', 20)),
      now(), now(), 'completed', last_nights(e.id, current_date), current_date
    from etablissements e join (select etablissement_id, sum(apprentis) as apprentis, sum(valides) as valides
      from figure_changes group by 1) c on c.etablissement_id = e.id where e.reseau_id = ${reseau.id}::uuid`);
  await db.execute(sql`delete from figure_changes`);
  await db.execute(sql`insert into alertes (etablissement_id, kind, opened_at)
    select e.id, 'key-refused', now() from etablissements e where e.reseau_id = ${reseau.id}::uuid and right(e.name, 1) = '7'`);
  await db.execute(sql`analyze`);
}

type Asked = { name: string; path: string; cookie: string };

async function ask(site: Site, { path, cookie }: Asked): Promise<{ ms: number; text: string }> {
  const startedAt = performance.now();
  const response = await fetch(`${site.url}${path}`, { headers: { cookie }, redirect: "manual" });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${path} a répondu ${response.status}.`);
  return { ms: performance.now() - startedAt, text };
}

const at = (values: readonly number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? 0;

/** The same pages turn by turn, so that what else the machine does falls on all of them. */
async function measure(site: Site, asked: readonly Asked[]) {
  const times = asked.map((): number[] => []);
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    for (const [rank, page] of asked.entries()) {
      const { ms } = await ask(site, page);
      if (round >= WARM_UP) times[rank]?.push(ms);
    }
  }
  return times.map((values) => ({ median: at(values, 0.5), p95: at(values, 0.95) }));
}

/** The page of a réseau of five hundred établissements over thirty nights, against the emptiest signed-in pages, in the same run. */
export async function bench(): Promise<void> {
  const programs = postgresPrograms();
  if (programs === null) throw new Error("PostgreSQL est introuvable : installez-le, ou donnez POSTGRES_BIN.");
  build();
  const server = await startPostgres(programs);
  const site = await startSite({
    // Bound by the policies, as in production.
    env: {
      DATABASE_URL: server.url.replace("//passerelle@", `//${APPLICATION_ROLE}@`),
      DATABASE_URL_MIGRATION: server.url,
    },
  });
  try {
    const opened = await openPostgres(server.url);
    await fill(opened.db);
    await opened.close();
    const cookie = await signInOver(site, SUPERVISEUR, "lecteur");
    const asked: Asked[] = [
      { name: "réseau, 500 établissements × 30 nuits", path: "/reseau", cookie },
      { name: "«Mon compte» de la même personne", path: "/mon-compte", cookie },
      {
        name: "transmissions d'un établissement vide, d'une autre personne",
        path: `/${cfaE2e(OTHER).uai}/transmissions`,
        cookie: await signInOver(site, OTHER, "lecteur"),
      },
      { name: "causes communes", path: "/reseau/causes", cookie },
    ];
    const lines = (await ask(site, asked[0] as Asked)).text.match(/<th scope="row"/g)?.length ?? 0;
    if (lines !== SIZE) throw new Error(`La page montre ${lines} établissements.`);
    const figures = await measure(site, asked);
    const rounded = (n: number | undefined) => Number((n ?? Number.NaN).toFixed(1));
    const [page, account, empty] = figures;
    printTable(
      asked.map(({ name }, rank) => ({
        page: name,
        "médiane (ms)": rounded(figures[rank]?.median),
        "p95 (ms)": rounded(figures[rank]?.p95),
      })),
      {
        bench: "reseau",
        etablissements: SIZE,
        nights: NIGHTS,
        dossiers: SIZE * DOSSIERS_EACH,
        p95_ms: rounded(page?.p95),
        account_p95_ms: rounded(account?.p95),
        empty_p95_ms: rounded(empty?.p95),
        ratio: Number(((page?.p95 ?? Number.NaN) / (empty?.p95 ?? Number.NaN)).toFixed(2)),
        ratio_account: Number(((page?.p95 ?? Number.NaN) / (account?.p95 ?? Number.NaN)).toFixed(2)),
      },
    );
  } finally {
    await site.stop();
    server.stop();
  }
}
