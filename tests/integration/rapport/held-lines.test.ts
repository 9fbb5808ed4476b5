import { setImmediate as yieldToEvents } from "node:timers/promises";
import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { dossiers } from "@/db/schema/dossiers";
import { addDays, type Day } from "@/lib/domain/day";
import { parisDay } from "@/lib/domain/paris-day";
import type { SearchParams } from "@/lib/domain/search-params";
import { loadPlan, loadReadyPlan } from "@/lib/services/deblocage/load-plan";
import { openScope, type Scope } from "@/lib/services/etablissements/scope";
import { freshSummary } from "@/lib/services/rapport/lines/fresh-summary";
import { findHeldLines, MIN_HELD_LINES } from "@/lib/services/rapport/lines/held/find-held-lines";
import { loadHeldLines } from "@/lib/services/rapport/lines/held/held-lines";
import { keepLines } from "@/lib/services/rapport/lines/held/keep-lines";
import { readPage } from "@/lib/services/rapport/lines/read-page";
import { renewLines } from "@/lib/services/rapport/lines/renew-lines";
import { loadRapport } from "@/lib/services/rapport/load-rapport";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import { RAPPORT_COLUMNS } from "@/lib/services/rapport/rapport.types";
import { variedDossiers } from "@/scripts/bench/helpers/varied-dossiers";
import { storeDossiers, validSource } from "@/tests/factories/dossiers";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { seeded, WRITES } from "@/tests/factories/rapport-history";
import { SEARCHES } from "@/tests/helpers/rapport-oracle";
import { testDatabase } from "@/tests/helpers/test-database";

const database = testDatabase();

/** Beside those of the oracle: what LIKE would take for a pattern, days of all kinds, what folds to nothing, what is nowhere. */
const ODD = [
  ...[{ apprenant: "1 nom" }, { apprenant: "%" }, { apprenant: "_" }, { apprenant: "´" }, { employeur: "\\" }],
  ...[{ numero: "1\n2" }, { formation: "´" }, { formation: "Groupe 1" }, { annee: "1999-2000" }, { statut: "INCONNU" }],
  ...[
    { debut: "2023" },
    { debut: "9/2023 à 2024" },
    { fin: "31/08/2025" },
    { fin: "2025-08-31" },
    { fin: "31/02/2025" },
  ],
];

async function newScope() {
  const { id, uai } = await newEtablissement(database.db);
  return { id, scope: await openScope(await person(database.db, id, "lecteur"), uai) };
}

const ALL: SearchParams[] = [{}, ...SEARCHES, ...ODD];

/** Searches, in an order and on a page that are drawn. */
const drawn = (draw: (max: number) => number, searches: readonly SearchParams[]): SearchParams[] =>
  searches.map((searched) => ({
    ...searched,
    tri: RAPPORT_COLUMNS[draw(RAPPORT_COLUMNS.length)] ?? "numero",
    sens: draw(2) === 0 ? "asc" : "desc",
    page: String(1 + draw(2)),
  }));

/** Each order, both ways, at both ends. */
const ORDERS: SearchParams[] = RAPPORT_COLUMNS.flatMap((tri) =>
  ["asc", "desc"].flatMap((sens) => ["1", "999"].map((page) => ({ tri, sens, page }))),
);

/** The report as memory and as the database answer it. */
async function compare(scope: Scope, id: string, day: Day, asked: readonly SearchParams[], told: string) {
  const summary = await freshSummary(database.db, id, day);
  const held = await loadHeldLines(database.db, id, day);
  if (held === null) return expect(summary.total, told).toBe(0);
  expect([held.version, held.count], told).toEqual([summary.version, summary.total]);
  for (const params of asked) {
    const filters = parseFilters(params);
    const lines = { summary, day, held: keepLines(held, filters.searches) };
    const without = { ...lines, held: null };
    const where = `${told}, ${JSON.stringify(filters)}`;
    expect(await readPage(database.db, id, filters, lines), where).toEqual(
      await readPage(database.db, id, filters, without),
    );
    expect(await loadReadyPlan(scope, filters.searches, lines), where).toEqual(
      await loadReadyPlan(scope, filters.searches, without),
    );
  }
}

const STEPS = 10;

/** Draws a history and, after each write, compares. */
async function live(seed: number): Promise<void> {
  const draw = seeded(seed);
  const { id, scope } = await newScope();
  let numbers = 0;
  const world = { db: database.db, id, draw, nextNumber: () => ++numbers };
  for (let step = 0; step < STEPS; step++) {
    const known = await database.db.select({ id: dossiers.id }).from(dossiers).where(eq(dossiers.etablissementId, id));
    const ids = known.map((d) => d.id).sort();
    const write = WRITES[known.length < 40 && draw(2) === 0 ? 0 : 1 + draw(WRITES.length - 1)];
    await write?.(
      world,
      ids.filter(() => draw(3) > 0),
    );
    const day = addDays("2023-11-01", draw(200));
    await compare(
      scope,
      id,
      day,
      drawn(
        draw,
        ALL.filter(() => draw(5) === 0),
      ),
      `graine ${seed}, pas ${step}, le ${day}`,
    );
  }
}

/** Reads the same searches until memory answers them; answers what the report then says. */
async function readFromMemory(scope: Scope, searches: Record<string, string>) {
  const id = scope.etablissement.id;
  const day = parisDay(scope.now);
  for (let asked = 0; asked < 2; asked++) await loadRapport(scope, parseFilters(searches));
  expect(await findHeldLines(scope.db, id, await freshSummary(scope.db, id, day), day)).not.toBeNull();
  return loadRapport(scope, parseFilters(searches));
}

describe("Les lignes du rapport gardées en mémoire", () => {
  it.each([1, 2])(
    "répondent comme la base à chaque recherche, dans chaque ordre, quoi qu'il se soit écrit (graine %i)",
    live,
    120_000,
  );

  it("répondent comme la base sur des dossiers de toutes sortes, page par page", async () => {
    const { id, scope } = await newScope();
    // Some without an employer, a name of training, an end: what is blank has its own place in each order.
    const sources = variedDossiers(300).map((source, n) => ({
      ...source,
      ...(n % 4 === 0 ? { nom_employeur: "", siret_employeur: null } : {}),
      ...(n % 7 === 0 ? { groupe_formation: "", libelle_court_formation: "" } : {}),
      ...(n % 11 === 0 ? { date_fin_formation: null } : {}),
    }));
    await storeDossiers(database.db, id, sources);
    await compare(scope, id, parisDay(scope.now), [...ORDERS, ...drawn(seeded(7), ALL)], "dossiers variés");
  });

  it("ne sont jamais en retard : ce qui vient d'être écrit se voit à la lecture suivante, filtré, trié et compté", async () => {
    const { id, scope } = await newScope();
    const wrong = { etablissement_formateur_siret: "7776444410001" };
    await storeDossiers(
      database.db,
      id,
      Array.from({ length: MIN_HELD_LINES }, (_, n) => validSource(n)),
    );
    expect(await readFromMemory(scope, { etat: "invalide" })).toMatchObject({ filters: 0 });
    await storeDossiers(database.db, id, [validSource(1001, wrong), validSource(1002, wrong)]);
    expect(await loadRapport(scope, parseFilters({ etat: "invalide" }))).toMatchObject({ filters: 2 });
    expect((await readFromMemory(scope, { etat: "invalide" })).rows.map(({ apprenant }) => apprenant)).toHaveLength(2);
    const [cause] = (await loadPlan(scope, { searches: { etat: ["invalide"] } })).bloquantes;
    expect(cause).toMatchObject({ dossiers: 2, unblocked: 2 });
    // The TBA answers: no dossier is written, its line is.
    await database.db.execute(sql`update submissions s set sent_at = now(), sent_fingerprint = d.fingerprint
      from dossiers d where d.id = s.dossier_id and d.etablissement_id = ${id}::uuid and not d.blocked`);
    expect(await readFromMemory(scope, { etat: "transmis" })).toMatchObject({ filters: MIN_HELD_LINES });
    await database.db
      .delete(dossiers)
      .where(sql`${dossiers.etablissementId} = ${id}::uuid and blocked and numero % 2 = 0`);
    expect(await readFromMemory(scope, { etat: "invalide" })).toMatchObject({ filters: 1 });
  });

  it("ne sont jamais en retard, même quand écritures, renouvellements et lectures se croisent", async () => {
    const { id, scope } = await newScope();
    const day = parisDay(scope.now);
    await storeDossiers(
      database.db,
      id,
      Array.from({ length: MIN_HELD_LINES }, (_, n) => validSource(n)),
    );
    const searched = parseFilters({ apprenant: "nom" });
    const count = () => database.db.$count(dossiers, eq(dossiers.etablissementId, id));
    let fromMemory = 0;
    /** A reading between two countings, which only grow, says something between the two. */
    const look = async () => {
      const before = await count();
      const { filters } = await loadRapport(scope, searched);
      const after = await count();
      expect(filters).toBeGreaterThanOrEqual(before);
      expect(filters).toBeLessThanOrEqual(after);
      const held = await findHeldLines(database.db, id, await freshSummary(database.db, id, day), day);
      if (held !== null) fromMemory += 1;
    };
    let writing = true;
    const meanwhile = async (work: () => Promise<unknown>) => {
      while (writing) {
        await work();
        // The embedded database answers without leaving the turn of the loop: others must have theirs.
        await yieldToEvents();
      }
    };
    const write = async () => {
      for (let n = 0; n < 8; n++) {
        await storeDossiers(database.db, id, [validSource(5000 + n)]);
        // Now and then a version lasts for some readings, and is held.
        if (n % 2 === 0) for (let reading = 0; reading < 3; reading++) await look();
      }
    };
    const others = [meanwhile(() => renewLines(database.db, id, day)), meanwhile(look)];
    await write().finally(() => {
      writing = false;
    });
    await Promise.all(others);
    expect(fromMemory).toBeGreaterThan(0);
    expect(await loadRapport(scope, searched)).toMatchObject({ filters: MIN_HELD_LINES + 8 });
  });

  it("laissent répondre la base quand elles ont été renouvelées entre la lecture du résumé et celle de la page", async () => {
    const { id } = await newScope();
    const day = "2024-01-15";
    await storeDossiers(database.db, id, [validSource(1), validSource(2)]);
    const summary = await freshSummary(database.db, id, day);
    const held = await loadHeldLines(database.db, id, day);
    await storeDossiers(database.db, id, [validSource(3)]);
    await renewLines(database.db, id, day);
    const filters = parseFilters({ apprenant: "nom" });
    expect(
      (await readPage(database.db, id, filters, { summary, day, held: held && keepLines(held, filters.searches) }))
        .kept,
    ).toBe(3);
  });
});
