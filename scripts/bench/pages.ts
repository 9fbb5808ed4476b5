import { type Browser, chromium } from "@playwright/test";
import { DEMO_ACCOUNTS, DEMO_SUPERVISEUR } from "@/scripts/demo/accounts";
import { enter, everyPage } from "@/scripts/demo/every-page";
import { freePort } from "@/scripts/processes.mjs";
import { CHROMIUM_OPTIONS, findChromium } from "@/tests/helpers/chromium";
import { FAST, type Line, type Load, loadPage, SLOW } from "./helpers/load-page";
import { printTable } from "./helpers/print-table";
import { launchProgram } from "./helpers/program";

const READY = /Ctrl-C pour tout arrêter/;
const LINES: readonly [name: string, line: Line][] = [
  ["rapide", FAST],
  ["lente", SLOW],
];

type State = Awaited<ReturnType<import("@playwright/test").BrowserContext["storageState"]>>;
type Visit = { name: string; path: string; state: State };

/** Every page of the demo, each with the session of somebody who may open it. */
async function visits(browser: Browser, address: string): Promise<Visit[]> {
  const common = { baseURL: address, locale: "fr-FR" };
  const nobody = await browser.newContext(common);
  const own = await browser.newContext(common);
  const page = await own.newPage();
  await enter(page, DEMO_ACCOUNTS[0]?.email ?? "", /Rapport de transmission/);
  const found = Object.entries(await everyPage(page));
  const watching = await browser.newContext(common);
  await enter(await watching.newPage(), DEMO_SUPERVISEUR.email, /^Réseau$/);
  const [none, administrateur, superviseur] = await Promise.all(
    [nobody, own, watching].map((context) => context.storageState()),
  );
  if (none === undefined || administrateur === undefined || superviseur === undefined) throw new Error("Sans session.");
  return [
    { name: "connexion", path: "/connexion", state: none },
    ...found.map(([name, path]) => ({ name, path, state: administrateur })),
    { name: "reseau", path: "/reseau", state: superviseur },
    { name: "causes-communes", path: "/reseau/causes", state: superviseur },
  ];
}

const middle = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? Number.NaN;

/** The middle of each figure over several loads; null when the site has no such page. */
function summarize(loads: readonly (Load | null)[]): Load | null {
  const seen = loads.filter((load) => load !== null);
  if (seen.length === 0) return null;
  const of = (figure: keyof Load) => middle(seen.map((load) => load[figure]));
  return { lcp: of("lcp"), cls: of("cls"), js: of("js"), html: of("html"), requests: of("requests") };
}

async function measure(browser: Browser, address: string, rounds: number): Promise<void> {
  const table: Record<string, string | number>[] = [];
  const figures: Record<string, number> = {};
  for (const { name, path, state } of await visits(browser, address)) {
    const row: Record<string, string | number> = { page: name };
    for (const [speed, line] of LINES) {
      const loads: (Load | null)[] = [];
      for (let round = 0; round < rounds; round++) loads.push(await loadPage(browser, address, path, state, line));
      const load = summarize(loads);
      row[`LCP ${speed} (ms)`] = load === null ? "absente" : Math.round(load.lcp);
      row[`CLS ${speed}`] = load === null ? "" : Number(load.cls.toFixed(3));
      if (load === null) continue;
      figures[`${name}_lcp_${speed}_ms`] = Math.round(load.lcp);
      figures[`${name}_cls_${speed}`] = Number(load.cls.toFixed(3));
      Object.assign(row, { "JS (Ko gzip)": Math.round(load.js), "HTML (Ko)": Math.round(load.html) });
      row.requêtes = load.requests;
      figures[`${name}_js_kb`] = Math.round(load.js);
      figures[`${name}_html_kb`] = Math.round(load.html);
      figures[`${name}_requests`] = load.requests;
    }
    table.push(row);
  }
  const ratio = (figures.rapport_lcp_lente_ms ?? Number.NaN) / (figures.connexion_lcp_lente_ms ?? Number.NaN);
  printTable(table, { bench: "pages", ...figures, ratio: Number(ratio.toFixed(2)) });
}

/**
 * `npm run bench -- pages [rounds]`: what a reader waits for on each page of the demo, with nothing kept of it, on a fast and on a slow line.
 * ADDRESS: a demo that runs already, of another version say. The ratio is that of the report to the sign-in page, on the slow line.
 */
export async function bench(): Promise<void> {
  const rounds = Number(process.argv[3] ?? 3);
  const { path, env } = await findChromium();
  const running = process.env.ADDRESS;
  const port = String(await freePort(Number(process.env.PORT ?? 3300)));
  const demo = running === undefined ? await launchProgram(["scripts/demo/demo.mjs"], { PORT: port }, READY) : null;
  const browser = await chromium.launch({
    executablePath: path,
    args: CHROMIUM_OPTIONS,
    env: { ...process.env, ...env } as Record<string, string>,
  });
  try {
    await measure(browser, running ?? `http://localhost:${port}`, rounds);
  } finally {
    await browser.close();
    await demo?.stop();
  }
}
