import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { rows } from "@/db/database";
import { ETATS, type EtatDossierValue } from "@/lib/domain/etat";
import { parisDay } from "@/lib/domain/paris-day";
import { countToWatch } from "@/lib/services/a-surveiller/count-to-watch";
import { loadToWatch } from "@/lib/services/a-surveiller/load-to-watch";
import { listCauses } from "@/lib/services/deblocage/list-causes";
import { loadCause } from "@/lib/services/deblocage/load-cause";
import { loadPlan, summarizeCause } from "@/lib/services/deblocage/load-plan";
import { loadDossier } from "@/lib/services/dossiers/load-dossier";
import { foldPendingChanges } from "@/lib/services/figures/fold-changes";
import { loadMetrics } from "@/lib/services/metrics/load-metrics";
import { conditions } from "@/lib/services/rapport/filter";
import { loadRapport } from "@/lib/services/rapport/load-rapport";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import { loadReseau } from "@/lib/services/reseau/load-reseau";
import { parseReseauFilters } from "@/lib/services/reseau/parse-reseau-filters";
import { wholeRapport } from "../pages";
import { etatsOf } from "../stored";
import type { Cfa, World } from "../world";

type Shown = Awaited<ReturnType<typeof wholeRapport>>;
type Counts = Record<EtatDossierValue, number>;

function countsOf(etats: Iterable<EtatDossierValue>): Counts {
  const counts: Counts = { invalide: 0, "a-transmettre": 0, transmis: 0, refuse: 0 };
  for (const etat of etats) counts[etat] += 1;
  return counts;
}

/** The report says of each dossier what the tables say, counts them so, and each filter keeps as many. */
async function rapportCounts(cfa: Cfa, shown: Shown, etats: Map<string, EtatDossierValue>): Promise<void> {
  expect(new Map(shown.rows.map(({ id, etat }) => [id, etat])), "rapport").toEqual(etats);
  expect({ total: shown.total, byEtat: shown.byEtat }).toEqual({ total: etats.size, byEtat: countsOf(etats.values()) });
  const etat = cfa.chances.pick(ETATS);
  const kept = await cfa.ask(loadRapport, parseFilters({ etat }));
  expect({ etat, filters: kept.filters }, "rapport filtré").toEqual({ etat, filters: shown.byEtat[etat] });
}

/** The plan's causes are those of the stored anomalies, and the page of a cause counts what the plan counts. */
async function planCounts(cfa: Cfa, shown: Shown): Promise<string | null> {
  const { db } = cfa.tools.database;
  const plan = await cfa.ask(loadPlan, { searches: {} });
  const causes = await listCauses(db, conditions(cfa.id, {}, parisDay(new Date())));
  expect([...plan.bloquantes, ...plan.others], "plan de déblocage").toEqual(causes.map(summarizeCause));
  if (plan.bloquantes.length === 0) expect(shown.byEtat.invalide, "un dossier invalide a une cause").toBe(0);
  const [first] = [...plan.bloquantes, ...plan.others];
  if (first === undefined) return null;
  const cause = await cfa.ask(loadCause, { key: first.key, searches: {}, champ: "", by: "" });
  const { total, byEtat } = shown;
  expect({ ...cause?.cause, total: cause?.total, valid: cause?.valid }, "page d'une cause").toEqual({
    ...first,
    total,
    valid: total - byEtat.invalide,
  });
  return first.title;
}

/** The réseau's line of the CFA, and its first cause once it was looked for. */
async function reseauCounts({ superviseur, chances, tools }: World, cfa: Cfa, shown: Shown, cause: string | null) {
  const now = new Date();
  const folded = chances.chance(0.3);
  if (folded) await foldPendingChanges(tools.database.db, now, new AbortController().signal);
  const { lines } = await loadReseau({ ...superviseur, now }, parseReseauFilters({}));
  const line = lines.find(({ uai }) => uai === cfa.uai);
  const { total, byEtat } = shown;
  const seen = (await cfa.ask(loadRapport, parseFilters({ etat: "vus" }))).filters;
  expect(line, "réseau").toMatchObject({
    ...{ apprentis: total, valides: total - byEtat.invalide, invalides: byEtat.invalide, seen },
    ...(folded && { cause }),
  });
}

async function metricCounts({ tools }: World): Promise<void> {
  const { db } = tools.database;
  const gauges = await loadMetrics(db, new Date());
  const told = gauges
    .find(({ name }) => name === "dossiers")
    ?.values.map(({ labels, value }) => [labels.verdict, value]);
  const [all] = await rows<{ valid: number; invalid: number }>(
    db,
    sql`select count(*) filter (where not blocked)::int as valid, count(*) filter (where blocked)::int as invalid
      from dossiers where apprenti`,
  );
  expect(Object.fromEntries(told ?? []), "métriques").toEqual(all);
}

/** What a software reads of the dossiers, page after page. */
async function softwareCounts({ tools, jetons: [jeton] }: Cfa, shown: Shown): Promise<void> {
  const etats: EtatDossierValue[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const address = `${tools.server.url}/api/v3/dossiers-apprenants?limite=7${cursor}`;
    const response = await fetch(address, { headers: { authorization: `Bearer ${jeton}` } });
    const body = (await response.json()) as {
      dossiers: { etat: { code: EtatDossierValue } }[];
      suivant: string | null;
    };
    etats.push(...body.dossiers.map(({ etat }) => etat.code));
    cursor = body.suivant === null ? null : `&curseur=${body.suivant}`;
  }
  expect(countsOf(etats), "lu par le logiciel").toEqual(shown.byEtat);
}

async function oneDossier({ ask, chances }: Cfa, { rows }: Shown): Promise<void> {
  if (rows.length === 0) return;
  const row = chances.pick(rows);
  const page = await ask(loadDossier, row.id, parseFilters({}));
  expect({ etat: page.etat, anomalies: page.anomalies, numero: page.numero }, "page d'un dossier").toEqual({
    etat: row.etat,
    anomalies: row.anomalies,
    numero: row.numero,
  });
  expect(page.neighbours.total).toBe(rows.length);
  expect(page.marks.acceptedAsIs || row.etat !== "transmis", "« Transmis » et accepté tel quel").toBe(true);
}

/** How many people the pairs of dossiers are about: one identifier may be two people's, of two years. */
function countPeople(pairs: readonly (readonly [{ id: string }, { id: string }])[]): number {
  const people: Set<string>[] = [];
  for (const [{ id: one }, { id: other }] of pairs) {
    const met = people.filter((known) => known.has(one) || known.has(other));
    for (const known of met) people.splice(people.indexOf(known), 1);
    people.push(new Set([one, other, ...met.flatMap((known) => [...known])]));
  }
  return people.length;
}

/** The menu counts what «À surveiller» lists. */
async function watchCounts({ ask }: Cfa): Promise<void> {
  const { changes, takenBack, absents, held, duplicates, today } = await ask(loadToWatch);
  const back = takenBack.filter(({ exclusion }) => exclusion <= today);
  const listed = changes.length + back.length + absents.length + held.length + countPeople(duplicates);
  expect(await ask(countToWatch), "à surveiller").toBe(listed);
}

/** Every page says the same figures of a CFA: the report, the plan, the réseau, the metrics, what a software reads, the menu, a dossier. */
export async function sameFigures(world: World, cfa: Cfa): Promise<void> {
  const shown = await wholeRapport(cfa);
  await rapportCounts(cfa, shown, await etatsOf(cfa.tools.database.db, cfa.id));
  const cause = await planCounts(cfa, shown);
  await reseauCounts(world, cfa, shown, cause);
  if (cfa.chances.chance(0.3)) await metricCounts(world);
  if (cfa.chances.chance(0.3)) await softwareCounts(cfa, shown);
  await oneDossier(cfa, shown);
  await watchCounts(cfa);
}
