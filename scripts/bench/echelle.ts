import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parisDay } from "@/lib/domain/paris-day";
import { findSummary } from "@/lib/services/rapport/lines/fresh-summary";
import { PER_PAGE } from "@/lib/services/rapport/lines/page-rows";
import { openQueue } from "@/lib/services/transmissions/queue/queue";
import { build } from "@/scripts/install.mjs";
import { signInOver } from "@/tests/walls/site";
import { copyEtablissement } from "./helpers/copied-etablissements";
import { importWorkbook } from "./helpers/import-files";
import { liveOneMonth, livingOf } from "./helpers/month-of-use";
import { SECRETS } from "./helpers/one-night";
import { printTable } from "./helpers/print-table";
import { type Base, closeBase, openBase } from "./helpers/scale-base";
import {
  alternate,
  importMeasures,
  type Measure,
  NIGHT,
  PURGE,
  pageMeasures,
  RING,
  type Side,
} from "./helpers/scale-measures";
import { launchSink, type Sink } from "./helpers/sink";
import { sizeLines, tableSizes } from "./helpers/table-sizes";
import { liveTenNights, TEN, vacuumAll } from "./helpers/ten-nights";

/** The établissement that is measured, on both bases. */
const SIZE = 2000;
const [WATCHED, MODEL] = [0, 1];
/** Those of the copies that live ten nights. */
const AWAKE = 300;

/** `npm run bench -- echelle [établissements] [dossiers]` */
const [COUNT, DOSSIERS] = [Number(process.argv[3] ?? 3000), Number(process.argv[4] ?? 1_000_000)];

const rounded = (n: number, digits = 1) => Number(n.toFixed(digits));

/** The same établissement on both; on the large one, all the others. */
async function fill(small: Base, large: Base, folder: string, { keys }: Sink): Promise<string> {
  const file = join(folder, "deux-mille.xlsx");
  await writeFile(file, await importWorkbook(SIZE));
  for (const base of [small, large]) await liveOneMonth(base, WATCHED, file, keys[WATCHED] ?? "");
  const [there] = await large.owner<{ dossiers: number; etablissements: number }[]>`select
    (select count(*) from dossiers)::int as dossiers, (select count(*) from etablissements)::int as etablissements`;
  const copies = COUNT - (there?.etablissements ?? 0);
  const each = Math.floor((DOSSIERS - (there?.dossiers ?? 0)) / (copies + 1));
  const ofModel = join(folder, "modele.xlsx");
  await writeFile(ofModel, await importWorkbook(each));
  const model = await liveOneMonth(large, MODEL, ofModel, keys[MODEL] ?? "");
  console.log(`${copies} copies d'un établissement de ${each} dossiers…`);
  const startedAt = performance.now();
  const rows = await copyEtablissement(large.owner, model.id, copies, keys);
  console.log(`${rows} lignes en ${rounded((performance.now() - startedAt) / 1000)} s`);
  for (const base of [small, large]) await vacuumAll(base);
  return file;
}

/** A report that is read for the first time must have nothing to renew, or another thing would be measured. Throws. */
async function checkFresh({ owner, database }: Base): Promise<void> {
  const some = await owner<
    { id: string }[]
  >`select id from etablissements e where exists (select 1 from dossiers d where d.etablissement_id = e.id)
    and exists (select 1 from transmissions t where t.etablissement_id = e.id) order by random() limit 5`;
  for (const { id } of some) {
    if ((await findSummary(database.db, id, parisDay(new Date()))) === null)
      throw new Error("Un rapport serait à refaire.");
  }
}

async function sideOf(base: Base, living: Side["living"]): Promise<Side> {
  return {
    ...{ base, living, boss: await openQueue(base.database) },
    cookie: await signInOver(base.site, WATCHED, "gestionnaire"),
  };
}

type Line = { measure: Measure; small: number; large: number; smallP95: number; largeP95: number };

async function measureAll(sides: readonly [Side, Side], file: string): Promise<Line[]> {
  const lines: Line[] = [];
  for (const measure of [...pageMeasures(SIZE / PER_PAGE), NIGHT, ...importMeasures(file, SIZE), PURGE, RING]) {
    const [small, large] = await alternate(sides, measure);
    lines.push({ measure, small: small.median, large: large.median, smallP95: small.p95, largeP95: large.p95 });
    console.log(
      `${measure.name} : ${rounded(small.median)} ms, ${rounded(large.median)} ms (${rounded(large.median / small.median, 2)})`,
    );
  }
  return lines;
}

/** What weighs how much, before and after ten nights, and after a vacuum. */
async function measureSizes(base: Base, tba: string) {
  const before = await tableSizes(base.owner);
  console.table(sizeLines(before, DOSSIERS));
  const seconds = await liveTenNights(base, Math.min(AWAKE, COUNT / 2), tba);
  const after = await tableSizes(base.owner);
  console.table(sizeLines(after, DOSSIERS));
  const vacuumSeconds = await vacuumAll(base);
  const vacuumed = await tableSizes(base.owner);
  console.table(sizeLines(vacuumed, DOSSIERS));
  return { seconds, vacuumSeconds };
}

/**
 * The same établissement of two thousand dossiers, alone in its base and among three thousand others, in the same run: pages by HTTP on the
 * built site, what has no page by the services, under the application's role; then what the tables weigh, and ten nights.
 */
export async function bench(): Promise<void> {
  build();
  const sink = await launchSink();
  Object.assign(process.env, SECRETS, { TBA_API_URL: `${sink.url}/api`, LOG_LEVEL: "silent" });
  const folder = await mkdtemp(join(tmpdir(), "banc-"));
  const opened: Base[] = [];
  try {
    for (const name of ["seul", "parmi les autres"]) opened.push(await openBase(name, sink.url));
    const [small, large] = opened as [Base, Base];
    const file = await fill(small, large, folder, sink);
    for (const base of opened) await checkFresh(base);
    const sides = [
      await sideOf(small, await livingOf(small, WATCHED)),
      await sideOf(large, await livingOf(large, WATCHED)),
    ] as const;
    const lines = await measureAll(sides, file);
    for (const { boss } of sides) await boss.stop({ graceful: false });
    const { seconds, vacuumSeconds } = await measureSizes(large, sink.url);
    const compared = lines.filter(({ measure }) => measure !== RING);
    printTable(
      lines.map(({ measure, ...line }) => ({
        mesure: measure.name,
        "seul (ms)": rounded(line.small),
        "parmi les autres (ms)": rounded(line.large),
        rapport: rounded(line.large / line.small, 2),
        "p95 seul": rounded(line.smallP95),
        "p95 parmi": rounded(line.largeP95),
      })),
      {
        bench: "echelle",
        etablissements: COUNT,
        dossiers: DOSSIERS,
        ...Object.fromEntries(compared.map((l) => [l.measure.name, rounded(l.large / l.small, 2)])),
        ring_ms: rounded(lines.find(({ measure }) => measure === RING)?.large ?? Number.NaN),
        nights: TEN,
        night_s: rounded(seconds.reduce((sum, s) => sum + s, 0) / TEN),
        vacuum_s: rounded(vacuumSeconds),
        ratio: rounded(Math.max(...compared.map(({ small, large }) => large / small)), 2),
      },
    );
  } finally {
    for (const base of opened) await closeBase(base);
    await sink.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
