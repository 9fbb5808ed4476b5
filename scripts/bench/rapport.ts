import { sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { openPostgres } from "@/db/open";
import { build } from "@/scripts/install.mjs";
import { cfaE2e } from "@/tests/e2e/cfas";
import { storeDossiers } from "@/tests/factories/dossiers";
import { APPLICATION_ROLE, postgresPrograms, startPostgres } from "@/tests/helpers/postgresql";
import { type Site, signInOver, startSite } from "@/tests/walls/site";
import { type Asked, ask, type Figures, measurePages, pagesPerSecond, residentMb } from "./helpers/http-pages";
import { printTable } from "./helpers/print-table";
import { variedDossiers } from "./helpers/varied-dossiers";

const SIZES = [500, 5000, 20_000];
const PER_WRITE = 5000;
const PER_PAGE = 50;
const READERS = [1, 8];
const BUSY_READERS = 10;
const BUSY_SECONDS = 15;
/** Of each page for one reader: of 24, the slowest but one made the p95. */
const ROUNDS = 100;
/** The établissement that holds nothing: what a signed-in page costs by itself. */
const EMPTY = 11;

/** `npm run bench -- rapport [500,5000,…] [minutes]` */
function wanted(): { sizes: number[]; minutes: number } {
  const [sizes = "", minutes = "0"] = process.argv.slice(3);
  return { sizes: sizes === "" ? SIZES : sizes.split(",").map(Number), minutes: Number(minutes) };
}

/** Each size in an établissement of its own; four valid dossiers in five were taken by the TBA, one in fifty refused. */
export async function fill(db: Db, sizes: readonly number[]): Promise<void> {
  const sources = variedDossiers(Math.max(...sizes));
  for (const [rank, size] of sizes.entries()) {
    const [own] = (await db.execute<{ id: string }>(
      sql`select id from etablissements where uai = ${cfaE2e(rank).uai}`,
    )) as unknown as { id: string }[];
    if (own === undefined) throw new Error("Le banc n'a pas pu être préparé.");
    for (let start = 0; start < size; start += PER_WRITE) {
      await storeDossiers(db, own.id, sources.slice(start, Math.min(size, start + PER_WRITE)));
    }
  }
  await db.execute(sql`update submissions s set received_at = now(), sent_at = now(), sent_fingerprint = d.fingerprint
    from dossiers d where d.id = s.dossier_id and not d.blocked and d.numero % 5 > 0`);
  await db.execute(sql`update submissions s set received_at = now(), refused_fingerprint = d.fingerprint, tba_messages = '["Refusé."]'
    from dossiers d where d.id = s.dossier_id and not d.blocked and d.numero % 50 = 0`);
  await db.execute(sql`vacuum analyze`);
}

/** What people ask of the report: as it comes, each filter, each way to sort, its ends. */
function pagesOf(rank: number, size: number, cookie: string): Asked[] {
  const path = `/${cfaE2e(rank).uai}/etablissement/tableau-de-bord-apprentissage`;
  const queries: Record<string, string> = {
    "sans filtre": "",
    "dernière page": `?page=${Math.ceil(size / PER_PAGE)}`,
    "page du milieu": `?page=${Math.ceil(size / PER_PAGE / 2)}`,
    "N° contient 12": "?numero=12",
    "Formation contient tsvo2": "?formation=tsvo2",
    "Apprenant contient nom-12": "?apprenant=nom-12",
    "Statut : en contrat": "?statut=APPRENTI",
    "Statut : bientôt en abandon": "?statut=bientot-ABANDON",
    "Employeur contient ferme 12": "?employeur=ferme%2012",
    "Début contient 09/2026": "?debut=09/2026",
    "Fin contient 2027": "?fin=2027",
    "État : invalide": "?etat=invalide",
    "État : transmis": "?etat=transmis",
    "tri par apprenant": "?tri=apprenant",
    "tri par statut, fin": `?tri=statut&sens=desc&page=${Math.ceil(size / PER_PAGE)}`,
    "tri par état, milieu": `?tri=etat&page=${Math.ceil(size / PER_PAGE / 2)}`,
  };
  return Object.entries(queries).map(([name, query]) => ({ name, path: `${path}${query}`, cookie }));
}

const rounded = (n: number | undefined, digits = 1) => Number((n ?? Number.NaN).toFixed(digits));

async function measureSize(site: Site, rank: number, size: number) {
  const cookie = await signInOver(site, rank, "gestionnaire");
  const health = { name: "/api/sante", path: "/api/sante", cookie: "" };
  const keyPath = (of: number) => `/${cfaE2e(of).uai}/parametrage/api/mission-apprentissage`;
  const emptyCookie = await signInOver(site, EMPTY, "gestionnaire");
  const reference = { name: "page de la clé, établissement vide", path: keyPath(EMPTY), cookie: emptyCookie };
  const own = { name: "page de la clé, même établissement", path: keyPath(rank), cookie };
  const pages = pagesOf(rank, size, cookie);
  const asked = [health, reference, own, ...pages];
  await ask(site, pages[0] as Asked);
  const table: Record<string, string | number>[] = [];
  const digits: Record<string, number> = {};
  for (const readers of READERS) {
    const rounds = Math.max(5, Math.round(ROUNDS / readers));
    const figures = await measurePages(site, asked, { readers, rounds, warmUp: Math.min(5, rounds) });
    const [sante, empty, , ...report] = figures as [Figures, Figures, Figures, ...Figures[]];
    for (const [n, { name }] of asked.entries()) {
      table.push({
        dossiers: size,
        lecteurs: readers,
        page: name,
        "médiane (ms)": rounded(figures[n]?.median),
        "p95 (ms)": rounded(figures[n]?.p95),
        "médiane / page vide": rounded((figures[n]?.median ?? Number.NaN) / empty.median, 2),
        "p95 / page vide": rounded((figures[n]?.p95 ?? Number.NaN) / empty.p95, 2),
      });
    }
    const key = `${size}_${readers}`;
    digits[`unfiltered_${key}`] = rounded((report[0]?.p95 ?? Number.NaN) / empty.p95, 2);
    digits[`worst_${key}`] = rounded(Math.max(...report.map(({ p95 }) => p95)) / empty.p95, 2);
    digits[`empty_on_sante_${key}`] = rounded(empty.p95 / sante.p95, 2);
  }
  return { table, digits, busy: { report: pages[0] as Asked, key: own } };
}

/** Ten readers on one page: answers a second, and the server's memory after one minute and after `minutes`. */
async function measureBusy(site: Site, { report, key }: { report: Asked; key: Asked }, minutes: number) {
  await pagesPerSecond(site, report, BUSY_READERS, 3);
  const reports = await pagesPerSecond(site, report, BUSY_READERS, BUSY_SECONDS);
  const keys = await pagesPerSecond(site, key, BUSY_READERS, BUSY_SECONDS);
  const digits: Record<string, number> = {
    report_per_second: rounded(reports.perSecond),
    report_refused: reports.refused,
    key_per_second: rounded(keys.perSecond),
    key_refused: keys.refused,
  };
  if (minutes > 0) {
    await pagesPerSecond(site, report, BUSY_READERS, 60);
    digits.memory_after_1_min_mb = rounded(residentMb(site), 0);
    await pagesPerSecond(site, report, BUSY_READERS, 60 * Math.max(0, minutes - 1));
    digits[`memory_after_${minutes}_min_mb`] = rounded(residentMb(site), 0);
  }
  return digits;
}

/** The report over HTTP, signed in, on PostgreSQL under the application's role, against an almost empty signed-in page in the same run. */
export async function bench(): Promise<void> {
  const programs = postgresPrograms();
  if (programs === null) throw new Error("PostgreSQL est introuvable : installez-le, ou donnez POSTGRES_BIN.");
  const { sizes, minutes } = wanted();
  build();
  const server = await startPostgres(programs, "-c shared_buffers=512MB");
  const site = await startSite({
    env: {
      DATABASE_URL: server.url.replace("//passerelle@", `//${APPLICATION_ROLE}@`),
      DATABASE_URL_MIGRATION: server.url,
    },
  });
  try {
    const opened = await openPostgres(server.url);
    await fill(opened.db, sizes);
    await opened.close();
    const table: Record<string, string | number>[] = [];
    const digits: Record<string, number> = {};
    for (const [rank, size] of sizes.entries()) {
      const measured = await measureSize(site, rank, size);
      table.push(...measured.table);
      Object.assign(digits, measured.digits);
      if (rank === 0) Object.assign(digits, await measureBusy(site, measured.busy, minutes));
    }
    const largest = Math.max(...sizes);
    printTable(table, { bench: "rapport", ...digits, ratio: digits[`worst_${largest}_1`] ?? Number.NaN });
  } finally {
    await site.stop();
    server.stop();
  }
}
