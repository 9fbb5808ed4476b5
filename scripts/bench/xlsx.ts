import { Writable } from "node:stream";
import ExcelJS from "exceljs";
import { openPostgres } from "@/db/open";
import { build } from "@/scripts/install.mjs";
import { cfaE2e } from "@/tests/e2e/cfas";
import { APPLICATION_ROLE, postgresPrograms, startPostgres } from "@/tests/helpers/postgresql";
import { type Site, signInOver, startSite } from "@/tests/walls/site";
import { type Asked, ask, residentMb } from "./helpers/http-pages";
import { printTable } from "./helpers/print-table";
import { fill } from "./rapport";

const ROUNDS = 3;
const RANK = 0;
/** Who asks for other pages meanwhile is of another établissement. */
const OTHER_RANK = 11;
const PAGES = 40;
const BUSY_READERS = 10;

type Download = { bytes: Buffer; firstByteMs: number; ms: number; peakMb: number };

/** The whole report, as a browser downloads it. Throws on anything but a 200. */
async function download(site: Site, { path, cookie }: Asked): Promise<Download> {
  const startedAt = performance.now();
  const response = await fetch(`${site.url}${path}`, { headers: { cookie } });
  if (response.status !== 200 || response.body === null) throw new Error(`${path} a répondu ${response.status}.`);
  const chunks: Uint8Array[] = [];
  let [firstByteMs, peakMb] = [Number.NaN, 0];
  for await (const chunk of response.body) {
    if (chunks.length === 0) firstByteMs = performance.now() - startedAt;
    peakMb = Math.max(peakMb, residentMb(site));
    chunks.push(chunk);
  }
  return { bytes: Buffer.concat(chunks), firstByteMs, ms: performance.now() - startedAt, peakMb };
}

type Sheet = { name: string; rows: ExcelJS.CellValue[][] };

async function cellsOf(bytes: Buffer): Promise<Sheet[]> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as unknown as ExcelJS.Buffer);
  return workbook.worksheets.map((sheet) => {
    const rows: ExcelJS.CellValue[][] = [];
    sheet.eachRow((row) => rows.push((row.values as ExcelJS.CellValue[]).slice(1)));
    return { name: sheet.name, rows };
  });
}

/** The same cells by exceljs' own streaming writer, as it comes, into nothing. */
async function writeBare(sheets: readonly Sheet[]): Promise<number> {
  const startedAt = performance.now();
  const stream = new Writable({ write: (_chunk, _encoding, next) => next() });
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  for (const { name, rows } of sheets) {
    const sheet = workbook.addWorksheet(name);
    for (const row of rows) sheet.addRow(row).commit();
    sheet.commit();
  }
  await workbook.commit();
  return performance.now() - startedAt;
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** The median time of a page asked again and again, `PAGES` times or as long as `until` lasts. */
async function pageTime(site: Site, page: Asked, until?: Promise<unknown>): Promise<number> {
  let over = until === undefined;
  void until?.finally(() => {
    over = true;
  });
  const times: number[] = [];
  while (until === undefined ? times.length < PAGES : !over) times.push((await ask(site, page)).ms);
  return median(times);
}

/** How long the whole report takes while so many people ask for pages without a pause, in milliseconds. */
async function downloadAmid(site: Site, report: Asked, page: Asked): Promise<number> {
  let over = false;
  const readers = Array.from({ length: BUSY_READERS }, async () => {
    while (!over) await ask(site, page);
  });
  const { ms } = await download(site, report);
  over = true;
  await Promise.all(readers);
  return ms;
}

async function measure(site: Site, size: number): Promise<void> {
  const cookie = await signInOver(site, RANK, "gestionnaire");
  const report = {
    name: "rapport complet",
    path: `/${cfaE2e(RANK).uai}/etablissement/tableau-de-bord-apprentissage/rapport-complet`,
    cookie,
  };
  const page = {
    name: "page de la clé d'un autre établissement",
    path: `/${cfaE2e(OTHER_RANK).uai}/parametrage/api/mission-apprentissage`,
    cookie: await signInOver(site, OTHER_RANK, "gestionnaire"),
  };
  const { bytes } = await download(site, report);
  const cells = await cellsOf(bytes);
  await pageTime(site, page);
  const restMb = residentMb(site);
  const [ours, bare, first, peak, alone, beside, amid]: number[][] = [[], [], [], [], [], [], []];
  for (let round = 0; round < ROUNDS; round++) {
    const got = await download(site, report);
    ours?.push(got.ms);
    first?.push(got.firstByteMs);
    peak?.push(got.peakMb);
    bare?.push(await writeBare(cells));
    alone?.push(await pageTime(site, page));
    const again = download(site, report);
    beside?.push(await pageTime(site, page, again));
    await again;
    amid?.push(await downloadAmid(site, report, page));
  }
  const figures = { ours, bare, first, peak, alone, beside, amid };
  const of = Object.fromEntries(Object.entries(figures).map(([name, values]) => [name, median(values ?? [])]));
  const ratio = Number(((of.ours ?? Number.NaN) / (of.bare ?? Number.NaN)).toFixed(2));
  const slower = Number(((of.beside ?? Number.NaN) / (of.alone ?? Number.NaN)).toFixed(2));
  const rounded = (value: number | undefined) => Math.round(value ?? Number.NaN);
  printTable(
    [
      { mesure: `${size} dossiers, ${rounded(bytes.length / 1024)} ko, par HTTP (ms)`, médiane: rounded(of.ours) },
      { mesure: "les mêmes cellules, exceljs seul (ms)", médiane: rounded(of.bare) },
      { mesure: "premier octet (ms)", médiane: rounded(of.first) },
      { mesure: "mémoire du serveur au repos (Mo)", médiane: rounded(restMb) },
      { mesure: "pointe pendant le téléchargement (Mo)", médiane: rounded(of.peak) },
      { mesure: "une autre page, seule (ms)", médiane: rounded(of.alone) },
      { mesure: "la même, pendant le téléchargement (ms)", médiane: rounded(of.beside) },
      {
        mesure: `le rapport, pendant que ${BUSY_READERS} personnes demandent des pages (ms)`,
        médiane: rounded(of.amid),
      },
    ],
    {
      bench: "xlsx",
      dossiers: size,
      ours_ms: rounded(of.ours),
      exceljs_ms: rounded(of.bare),
      first_byte_ms: rounded(of.first),
      rest_mb: rounded(restMb),
      peak_mb: rounded(of.peak),
      page_alone_ms: rounded(of.alone),
      page_beside_ms: rounded(of.beside),
      amid_readers_ms: rounded(of.amid),
      slower,
      ratio,
    },
  );
}

/** `npm run bench -- xlsx [20000]`: «Télécharger le rapport complet» over HTTP, against exceljs given the same cells in the same run. */
export async function bench(): Promise<void> {
  const programs = postgresPrograms();
  if (programs === null) throw new Error("PostgreSQL est introuvable : installez-le, ou donnez POSTGRES_BIN.");
  const size = Number(process.argv[3] ?? 20_000);
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
    await fill(opened.db, [size]);
    await opened.close();
    await measure(site, size);
  } finally {
    await site.stop();
    server.stop();
  }
}
