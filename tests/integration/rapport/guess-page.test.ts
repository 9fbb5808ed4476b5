import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { dossiers } from "@/db/schema/dossiers";
import { parisDay } from "@/lib/domain/paris-day";
import type { SearchParams } from "@/lib/domain/search-params";
import { openScope, type Scope } from "@/lib/services/etablissements/scope";
import { freshSummary } from "@/lib/services/rapport/lines/fresh-summary";
import { guessPage } from "@/lib/services/rapport/lines/guess-page";
import { MIN_HELD_LINES } from "@/lib/services/rapport/lines/held/find-held-lines";
import { readPage } from "@/lib/services/rapport/lines/read-page";
import { readyLines } from "@/lib/services/rapport/lines/ready-lines";
import { renewLines } from "@/lib/services/rapport/lines/renew-lines";
import { rememberVersion } from "@/lib/services/rapport/lines/seen-versions";
import { loadRapport } from "@/lib/services/rapport/load-rapport";
import { loadRapportPage } from "@/lib/services/rapport/load-rapport-page";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import { storeDossiers, validSource } from "@/tests/factories/dossiers";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { seeded, WRITES } from "@/tests/factories/rapport-history";
import { testDatabase } from "@/tests/helpers/test-database";

const database = testDatabase();
const sources = (from: number, count: number) => Array.from({ length: count }, (_, n) => validSource(from + n));

/** An établissement of so many dossiers, for a person who reads its report. */
async function filled(count: number): Promise<{ id: string; scope: Scope }> {
  const { id, uai } = await newEtablissement(database.db);
  const scope = await openScope(await person(database.db, id, "lecteur"), uai);
  if (count > 0) await storeDossiers(database.db, id, sources(1, count));
  return { id, scope };
}

/** Both ends, the middle, searches, sorts. */
const ASKED: SearchParams[] = [
  ...[{}, { page: "2" }, { page: "999" }, { sens: "desc" }, { tri: "apprenant", page: "2" }, { etat: "a-transmettre" }],
  ...[{ apprenant: "nom" }, { apprenant: "introuvable" }, { numero: "12" }, { formation: "b", page: "3" }],
];

describe("La page du rapport demandée d'avance, à la version qu'on a vue", () => {
  it("est celle que la base répond après le résumé, avec ou sans recherche", async () => {
    const { id, scope } = await filled(MIN_HELD_LINES + 60);
    const day = parisDay(scope.now);
    const summary = await freshSummary(scope.db, id, day);
    const expected = [];
    for (const params of ASKED) {
      const filters = parseFilters(params);
      // Twice: the second asking of a version holds its lines.
      await readyLines(scope.db, id, filters, summary, day);
      const lines = await readyLines(scope.db, id, filters, summary, day);
      expected.push(await readPage(scope.db, id, filters, lines));
    }
    expect(await guessPage(scope.db, id, parseFilters({}), day)).toBeNull();
    rememberVersion(id, summary, day);
    for (const [n, params] of ASKED.entries()) {
      const guess = await guessPage(scope.db, id, parseFilters(params), day);
      expect(guess?.version, JSON.stringify(params)).toBe(summary.version);
      expect(guess?.page, JSON.stringify(params)).toEqual(expected[n]);
    }
  });

  it("n'est plus rien quand les lignes ont été renouvelées, ni un autre jour, ni pour un autre établissement", async () => {
    const { id, scope } = await filled(3);
    const day = parisDay(scope.now);
    rememberVersion(id, await freshSummary(scope.db, id, day), day);
    expect((await guessPage(scope.db, id, parseFilters({}), day))?.page.rows).toHaveLength(3);
    expect(await guessPage(scope.db, id, parseFilters({}), "2031-01-01")).toBeNull();
    const other = await filled(2);
    expect(await guessPage(other.scope.db, other.id, parseFilters({}), day)).toBeNull();
    await storeDossiers(database.db, id, [validSource(90)]);
    await renewLines(database.db, id, day);
    const { version } = await freshSummary(scope.db, id, day);
    // Of what was read already there is still the old version, which is never shown; nothing more is read of it.
    expect((await guessPage(scope.db, id, parseFilters({}), day))?.version).not.toBe(version);
    for (const params of [{ sens: "desc" }, { apprenant: "nom" }])
      expect(await guessPage(scope.db, id, parseFilters(params), day), JSON.stringify(params)).toBeNull();
  });

  it("n'est lue qu'une fois d'une version, et redit ce que le TBA répond à chaque fois", async () => {
    const { id, scope } = await filled(4);
    await database.db.execute(sql`update submissions s set received_at = now(), refused_fingerprint = d.fingerprint,
      tba_messages = '["Non."]' from dossiers d where d.id = s.dossier_id and d.etablissement_id = ${id}::uuid and d.numero = 1`);
    const day = parisDay(scope.now);
    const guess = () => guessPage(scope.db, id, parseFilters({}), day);
    rememberVersion(id, await freshSummary(scope.db, id, day), day);
    const first = await guess();
    expect((await guess())?.page).toBe(first?.page);
    expect(first?.page.rows.map(({ tbaMessages }) => tbaMessages)).toEqual([["Non."], [], [], []]);
    // The same dossier refused again, for another reason: nothing that a line says has changed.
    await database.db.execute(sql`update submissions s set tba_messages = '["Non.", "Toujours pas."]'
      from dossiers d where d.id = s.dossier_id and d.etablissement_id = ${id}::uuid and d.numero = 1`);
    const { rapport } = await loadRapportPage(scope, parseFilters({}));
    expect(rapport.rows[0]?.tbaMessages).toEqual(["Non.", "Toujours pas."]);
    expect(rapport).toEqual(await loadRapport(scope, parseFilters({})));
  });

  it.each([1, 2])("est toujours celle de la base, quoi qu'il se soit écrit (graine %i)", async (seed) => {
    const draw = seeded(seed);
    const { id, scope } = await filled(0);
    let numbers = 0;
    const world = { db: database.db, id, draw, nextNumber: () => ++numbers };
    for (let step = 0; step < 8; step++) {
      const known = await database.db
        .select({ id: dossiers.id })
        .from(dossiers)
        .where(eq(dossiers.etablissementId, id));
      const ids = known.map((d) => d.id).sort();
      const write = WRITES[known.length < 20 && draw(2) === 0 ? 0 : 1 + draw(WRITES.length - 1)];
      await write?.(
        world,
        ids.filter(() => draw(3) > 0),
      );
      // The third reading of a version is of what the second one read.
      for (let reading = 0; reading < 3; reading++) {
        for (const params of [{}, { sens: "desc" }] as const) {
          const filters = parseFilters(params);
          const { rapport } = await loadRapportPage(scope, filters);
          expect(rapport, `graine ${seed}, pas ${step}`).toEqual(await loadRapport(scope, filters));
        }
      }
    }
  });

  it("n'est jamais montrée en retard : ce qui vient d'être écrit est sur la page suivante", async () => {
    const { id, scope } = await filled(MIN_HELD_LINES + 5);
    for (let n = 0; n < 4; n++) {
      await storeDossiers(database.db, id, [validSource(7000 + n)]);
      for (const params of ASKED) {
        const filters = parseFilters(params);
        const { rapport } = await loadRapportPage(scope, filters);
        expect(rapport, JSON.stringify(params)).toEqual(await loadRapport(scope, filters));
        expect(rapport.total).toBe(MIN_HELD_LINES + 6 + n);
      }
    }
  });

  it("n'est jamais en retard quand écritures et renouvellements se croisent avec les lectures", async () => {
    const { id, scope } = await filled(MIN_HELD_LINES);
    const day = parisDay(scope.now);
    let [written, writing] = [0, true];
    const look = async (params: SearchParams) => {
      const before = written;
      const { rapport } = await loadRapportPage(scope, parseFilters(params));
      // All that was written before the page was asked for is there, and the lines are as many as the figures say.
      expect(rapport.total, JSON.stringify(params)).toBeGreaterThanOrEqual(MIN_HELD_LINES + before);
      const numbers = rapport.rows.map(({ numero }) => numero);
      if (params.sens === "desc" && !("page" in params)) expect(numbers[0]).toBeGreaterThanOrEqual(rapport.total);
      expect(rapport.filters).toBe(rapport.total);
    };
    const meanwhile = async (work: () => Promise<void>) => {
      while (writing) {
        await work();
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    const write = async () => {
      for (let n = 0; n < 12; n++) {
        await storeDossiers(database.db, id, [validSource(8000 + n)]);
        written = n + 1;
        if (n % 3 === 0) for (let reading = 0; reading < 3; reading++) await look({ sens: "desc" });
      }
    };
    const others = [
      meanwhile(() => look({ sens: "desc" })),
      meanwhile(() => look({ apprenant: "nom" })),
      meanwhile(() => renewLines(database.db, id, day)),
    ];
    await write().finally(() => {
      writing = false;
    });
    await Promise.all(others);
  });
});
