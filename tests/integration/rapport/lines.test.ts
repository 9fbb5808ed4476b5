import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { parsedRows } from "@/db/database";
import { dossiers } from "@/db/schema/dossiers";
import { etablissements } from "@/db/schema/etablissements";
import { rapportCauses, rapportChanges, rapportLines, rapportSummaries } from "@/db/schema/rapport";
import { addDays, type Day } from "@/lib/domain/day";
import { NOT_SHOWN } from "@/lib/domain/etat";
import { comesBackOn } from "@/lib/domain/kept-exclusion";
import { nextChange } from "@/lib/domain/statut";
import { countAround } from "@/lib/services/a-surveiller/count-around";
import { countToWatch } from "@/lib/services/a-surveiller/count-to-watch";
import { takenBackNow } from "@/lib/services/a-surveiller/list-taken-back";
import { causeKey, listCauses } from "@/lib/services/deblocage/list-causes";
import { loadPlan } from "@/lib/services/deblocage/load-plan";
import { openScope, type Scope } from "@/lib/services/etablissements/scope";
import {
  ANNEE_SQL,
  DUPLICATED,
  ETAT_SQL,
  MARKS_SQL,
  statutOn,
  statutSoon,
  TAKEN_BACK,
} from "@/lib/services/rapport/columns-sql";
import { conditions } from "@/lib/services/rapport/filter";
import { freshSummary } from "@/lib/services/rapport/lines/fresh-summary";
import { renewLines } from "@/lib/services/rapport/lines/renew-lines";
import { loadRapport } from "@/lib/services/rapport/load-rapport";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import { storeDossiers, validSource } from "@/tests/factories/dossiers";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { seeded, WRITES } from "@/tests/factories/rapport-history";
import { SEARCHES, sinceOf } from "@/tests/helpers/rapport-oracle";
import { testDatabase } from "@/tests/helpers/test-database";

const database = testDatabase();

/** All that the report says, as computed from the dossiers themselves, the way that it was before it had lines. */
async function computed(id: string, day: Day) {
  const all = conditions(id, {}, day);
  const found = await database.db
    .select({
      ...{ id: dossiers.id, numero: dossiers.numero, parcours: dossiers.parcours },
      ...{ blocked: dossiers.blocked, annee: ANNEE_SQL, kept: TAKEN_BACK },
      ...{ statut: statutOn(day), soon: statutSoon(day), etat: ETAT_SQL, marks: MARKS_SQL },
    })
    .from(dossiers)
    .where(all)
    .orderBy(dossiers.numero);
  const counts = await Promise.all(
    SEARCHES.map((searches) => database.db.$count(dossiers, conditions(id, parseFilters(searches).searches, day))),
  );
  const [watched] = await database.db
    .select({
      back: sql<number>`count(*) filter (where ${takenBackNow(day)})`.mapWith(Number),
      duplicates: sql<number>`count(distinct ${dossiers.person}) filter (where ${DUPLICATED})`.mapWith(Number),
    })
    .from(dossiers)
    .where(all);
  const changes = found.filter(({ soon }) => soon !== null).length;
  const causes = await listCauses(database.db, all);
  const invalid = await listCauses(database.db, conditions(id, { etat: ["invalide"] }, day));
  const told = (list: typeof causes) =>
    [true, false]
      .flatMap((blocking) => list.filter(({ severity }) => (severity === "bloquante") === blocking))
      .map((c) => [causeKey(c), c.title, c.severity, c.dossiers.length, c.unblocked.length]);
  return {
    rows: found.map(({ id, numero, statut, etat, marks, parcours, kept, blocked }) => {
      const step = nextChange(parcours ?? [], day);
      const back = comesBackOn({ own: null, kept, sent: !blocked }, day) ? kept : null;
      return {
        ...{ id, numero, statut, etat, marks },
        since: parcours === null ? null : sinceOf(parcours, back, day),
        nextChange: step === null ? null : { day: step[0], statut: step[1] },
      };
    }),
    annees: [...new Set(found.map(({ annee }) => annee))].sort().reverse(),
    statuts: new Set(found.map(({ statut }) => statut).filter(Boolean)),
    soon: new Set(found.map(({ soon }) => soon).filter(Boolean)),
    total: found.length,
    notShown: await database.db.$count(dossiers, conditions(id, { etat: [NOT_SHOWN] }, day)),
    counts,
    toWatch: changes + (watched?.back ?? 0) + (watched?.duplicates ?? 0) + (await countAround(database.db, id)),
    causes: [told(causes), told(invalid)],
  };
}

/** The same, as the report and its neighbours read it. */
async function read(scope: Scope): Promise<Awaited<ReturnType<typeof computed>>> {
  const rapport = await loadRapport(scope, parseFilters({}));
  const counts = [];
  for (const searches of SEARCHES) counts.push((await loadRapport(scope, parseFilters(searches))).filters);
  const told = async (searches: Record<string, string | string[]>) => {
    const { bloquantes, others } = await loadPlan(scope, { searches: parseFilters(searches).searches });
    return [...bloquantes, ...others].map((c) => [c.key, c.title, c.severity, c.dossiers, c.unblocked]);
  };
  return {
    rows: rapport.rows.map(({ id, numero, statut, since, etat, marks, nextChange }) => ({
      ...{ id, numero, statut, since, etat, marks, nextChange },
    })),
    annees: rapport.choice.annee,
    statuts: new Set(rapport.choice.statut),
    soon: new Set(rapport.choice.soon),
    total: rapport.total,
    notShown: rapport.notShown,
    counts,
    toWatch: await countToWatch(scope),
    causes: [await told({}), await told({ etat: "invalide" })],
  };
}

const FIRST_DAY = "2023-11-01";
const STEPS = 20;
/** More of them now and then: RAPPORT_HISTORIES=50 npx vitest run --project postgresql tests/integration/rapport */
const SEEDS = Array.from({ length: Number(process.env.RAPPORT_HISTORIES ?? 2) }, (_, n) => n + 1);

/** Draws a history and, every other step or so, compares. A day may come before the last one: clocks are not always of one mind. */
async function live(seed: number): Promise<void> {
  const draw = seeded(seed);
  const { id, uai } = await newEtablissement(database.db);
  const ctx = await person(database.db, id, "lecteur");
  let numbers = 0;
  const world = { db: database.db, id, draw, nextNumber: () => ++numbers };
  for (let step = 0; step < STEPS; step++) {
    const known = await database.db.select({ id: dossiers.id }).from(dossiers).where(eq(dossiers.etablissementId, id));
    const ids = known
      .map((d) => d.id)
      .sort()
      .filter(() => draw(3) > 0);
    // Half of the writes are new dossiers, until there are as many as a page shows.
    const write = WRITES[known.length < 40 && draw(2) === 0 ? 0 : 1 + draw(WRITES.length - 1)];
    await write?.(world, ids);
    if (draw(3) === 0) continue;
    const day = addDays(FIRST_DAY, draw(200));
    const scope = await openScope({ ...ctx, now: new Date(`${day}T09:00:00Z`) }, uai);
    expect(await read(scope), `graine ${seed}, pas ${step}, le ${day}`).toEqual(await computed(id, day));
  }
}

describe("Les lignes du rapport", () => {
  it.each(SEEDS)(
    "disent ce que disent les dossiers, quoi qu'il se soit écrit et quel que soit le jour (graine %i)",
    live,
    120_000,
  );

  it("ne sont jamais en retard, même quand écritures, renouvellements et lectures se croisent", async () => {
    const { id, uai } = await newEtablissement(database.db);
    const scope = await openScope(await person(database.db, id, "lecteur"), uai);
    const wrong = { etablissement_formateur_siret: "7776444410001" };
    let writing = true;
    const write = async () => {
      for (let n = 0; n < 12; n++) {
        await storeDossiers(database.db, id, [validSource(n, n % 3 === 0 ? wrong : {})]);
        await database.db.execute(sql`update submissions s set sent_fingerprint = d.fingerprint, sent_at = now()
          from dossiers d where d.id = s.dossier_id and d.etablissement_id = ${id}::uuid and not d.blocked`);
      }
    };
    const renew = async () => {
      while (writing) await renewLines(database.db, id, "2024-01-15");
    };
    const count = async () => {
      const sent = sql`count(*) filter (where s.sent_fingerprint = d.fingerprint)::int as sent`;
      const [counted] = await parsedRows(
        database.db,
        z.object({ total: z.number(), sent: z.number() }),
        sql`select count(*)::int as total, ${sent} from dossiers d join submissions s on s.dossier_id = d.id
          where d.etablissement_id = ${id}::uuid`,
      );
      return counted ?? { total: 0, sent: 0 };
    };
    /** A reading between two countings, which only grow, says something between the two. */
    const look = async () => {
      let readings = 0;
      while (writing) {
        const before = await count();
        const { total, byEtat, rows } = await loadRapport(scope, parseFilters({}));
        const after = await count();
        for (const seen of [total, rows.length]) {
          expect(seen).toBeGreaterThanOrEqual(before.total);
          expect(seen).toBeLessThanOrEqual(after.total);
        }
        expect(byEtat.transmis).toBeGreaterThanOrEqual(before.sent);
        expect(byEtat.transmis).toBeLessThanOrEqual(after.sent);
        readings += 1;
      }
      return readings;
    };
    const others = [renew(), look(), look()];
    await write().finally(() => {
      writing = false;
    });
    expect((await Promise.all(others))[1]).toBeGreaterThan(0);
    expect(await loadRapport(scope, parseFilters({}))).toMatchObject({
      total: 12,
      byEtat: { transmis: 8, invalide: 4 },
    });
  });

  it("se tournent page par page jusqu'à la dernière, dans les deux sens et sous un filtre, sans rien perdre ni montrer deux fois", async () => {
    const { id, uai } = await newEtablissement(database.db);
    const scope = await openScope(await person(database.db, id, "lecteur"), uai);
    const sources = Array.from({ length: 230 }, (_, n) =>
      validSource(n, { nom_employeur: n % 4 === 0 ? "" : `Ferme ${n % 7}` }),
    );
    await storeDossiers(database.db, id, sources);
    const turn = async (params: Record<string, string>) => {
      const seen: number[] = [];
      for (let page = 1; page <= 6; page++) {
        const { rows, pages } = await loadRapport(scope, parseFilters({ ...params, page: String(page) }));
        expect(pages).toBe(5);
        // Past the last page, the last page.
        if (page === 6) expect(rows.map(({ numero }) => numero)).toEqual(seen.slice(-rows.length));
        else seen.push(...rows.map(({ numero }) => numero));
      }
      return seen;
    };
    const upwards = await turn({});
    expect(upwards).toEqual(Array.from({ length: 230 }, (_, n) => n + 1));
    expect(await turn({ sens: "desc" })).toEqual([...upwards].reverse());
    const sorts: Record<string, string>[] = [{ tri: "employeur" }, { tri: "employeur", sens: "desc" }, { tri: "etat" }];
    for (const params of sorts) {
      const whole = await turn(params);
      expect([...whole].sort((a, b) => a - b)).toEqual(upwards);
      expect(await turn({ ...params, apprenant: "nom" })).toEqual(whole);
    }
  });

  it("partent avec l'établissement, et chacune avec son dossier, sans attendre une lecture", async () => {
    const { id } = await newEtablissement(database.db);
    await storeDossiers(database.db, id, [validSource(1, { etablissement_formateur_siret: "1" }), validSource(2)]);
    await freshSummary(database.db, id, "2024-01-15");
    const left = () => database.db.$count(rapportLines, eq(rapportLines.etablissementId, id));
    expect(await left()).toBe(2);
    await database.db.delete(dossiers).where(sql`${dossiers.etablissementId} = ${id}::uuid and numero = 2`);
    expect(await left()).toBe(1);
    expect(await freshSummary(database.db, id, "2024-01-15")).toMatchObject({ total: 1, byEtat: { invalide: 1 } });
    await database.db.delete(etablissements).where(eq(etablissements.id, id));
    expect(await left()).toBe(0);
    for (const table of [rapportChanges, rapportCauses, rapportSummaries]) {
      expect(await database.db.$count(table, eq(table.etablissementId, id))).toBe(0);
    }
  });
});
