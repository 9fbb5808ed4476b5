import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { build } from "@/scripts/install.mjs";
import { cfaE2e } from "@/tests/e2e/cfas";
import { postgresPrograms, startPostgres } from "@/tests/helpers/postgresql";
import { peakMemory, type Site, signInOver, startSite, trySignIn } from "@/tests/walls/site";
import { printTable } from "./helpers/print-table";

const AT_ONCE = 40;
const ROUNDS = 3;
const CALM_MS = 4000;

type Probed = { durations: number[]; failures: number };
type Figures = { asked: number; failures: number; median: number; usual: number; slowest: number };

/** Watches an address from a thread of its own until `stop`. */
function watch(url: string, cookie: string): { stop: () => Promise<Probed> } {
  const worker = new Worker("./scripts/bench/helpers/probe.mjs", {
    workerData: { url, headers: { cookie } },
  });
  return {
    stop: async () => {
      worker.postMessage("stop");
      const [probed] = await once(worker, "message");
      return probed;
    },
  };
}

function figures({ durations, failures }: Probed): Figures {
  const sorted = [...durations].sort((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
  return { asked: sorted.length, failures, median: at(0.5), usual: at(0.95), slowest: at(1) };
}

let networks = 0;
/** Forty people, each at home: the count by network is not what is measured. */
async function attempt(site: Site): Promise<number> {
  networks += 1;
  const address = `10.${networks >> 8}.${networks & 255}.1`;
  const account = { email: `personne-${networks}@example.org`, password: "un faux mot de passe" };
  const startedAt = performance.now();
  const response = await trySignIn(site, account, { "x-forwarded-for": address });
  const html = await response.text();
  if (!/est incorrect|Trop de/.test(html)) throw new Error(`Une connexion n'a pas eu sa réponse (${response.status}).`);
  return performance.now() - startedAt;
}

async function measure(env: Record<string, string>) {
  const site = await startSite({ env: { TRUSTED_PROXIES: "1", ...env } });
  try {
    const cookie = await signInOver(site, 0, "gestionnaire");
    const health = `${site.url}/api/sante`;
    const page = `${site.url}/${cfaE2e(0).uai}/imports`;
    const observe = async (work: () => Promise<unknown>) => {
      const watchers = [watch(health, ""), watch(page, cookie)];
      await work();
      const [first, second] = await Promise.all(watchers.map(({ stop }) => stop()));
      return { health: first as Probed, page: second as Probed };
    };
    await Promise.all(Array.from({ length: 5 }, () => attempt(site)));
    const calm = await observe(() => pause(CALM_MS));
    const flooded: { health: Probed; page: Probed } = {
      health: { durations: [], failures: 0 },
      page: { durations: [], failures: 0 },
    };
    const answers: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const seen = await observe(async () => {
        answers.push(...(await Promise.all(Array.from({ length: AT_ONCE }, () => attempt(site)))));
      });
      for (const what of ["health", "page"] as const) {
        flooded[what].durations.push(...seen[what].durations);
        flooded[what].failures += seen[what].failures;
      }
    }
    return {
      calm: { health: figures(calm.health), page: figures(calm.page) },
      flooded: { health: figures(flooded.health), page: figures(flooded.page) },
      answers: figures({ durations: answers, failures: 0 }),
      memoryMb: Math.round(peakMemory(site) ?? Number.NaN),
    };
  } finally {
    await site.stop();
  }
}

type Measure = Awaited<ReturnType<typeof measure>>;

function rowsOf(database: string, { calm, flooded, answers }: Measure) {
  const row = (what: string, { asked, failures, median, usual, slowest }: Figures) => ({
    base: database,
    "ce qui est demandé": what,
    demandes: asked,
    manquées: failures,
    "médiane (ms)": median,
    "p95 (ms)": usual,
    "pire (ms)": slowest,
  });
  return [
    row("/api/sante, au calme", calm.health),
    row("/api/sante, pendant", flooded.health),
    row("page des imports, au calme", calm.page),
    row("page des imports, pendant", flooded.page),
    row(`${AT_ONCE} connexions ensemble`, answers),
  ];
}

const digits = (name: string, { flooded, answers, memoryMb }: Measure) => ({
  [`${name}_sante_p95_ms`]: flooded.health.usual,
  [`${name}_sante_worst_ms`]: flooded.health.slowest,
  [`${name}_page_p95_ms`]: flooded.page.usual,
  [`${name}_page_worst_ms`]: flooded.page.slowest,
  [`${name}_sign_in_p95_ms`]: answers.usual,
  [`${name}_memory_mb`]: memoryMb,
});

async function onPostgres(): Promise<Measure | null> {
  const programs = postgresPrograms();
  if (programs === null) return null;
  const server = await startPostgres(programs);
  try {
    return await measure({ DATABASE_URL: server.url });
  } finally {
    server.stop();
  }
}

/** What other pages take while forty people sign in at once, five times over, on the built site and on both databases. */
export async function bench(): Promise<void> {
  build();
  const [pglite, postgresql] = [await measure({}), await onPostgres()];
  printTable([...rowsOf("PGlite", pglite), ...(postgresql === null ? [] : rowsOf("PostgreSQL", postgresql))], {
    bench: "sign-ins",
    at_once: AT_ONCE,
    rounds: ROUNDS,
    ...digits("pglite", pglite),
    ...(postgresql === null ? {} : digits("postgresql", postgresql)),
  });
}
