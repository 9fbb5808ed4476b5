import { and, eq, ne, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { parsedRows } from "@/db/database";
import { dossiers, submissions } from "@/db/schema/dossiers";
import { etablissements } from "@/db/schema/etablissements";
import { etablissementFigures, figureChanges, nightFigures } from "@/db/schema/figures";
import { transmissions } from "@/db/schema/transmissions";
import { loadPlan } from "@/lib/services/deblocage/load-plan";
import { foldChanges, foldPendingChanges } from "@/lib/services/figures/fold-changes";
import { loadReseau } from "@/lib/services/reseau/load-reseau";
import { parseReseauFilters } from "@/lib/services/reseau/parse-reseau-filters";
import { storeDossiers, storedDossiers, validSource } from "@/tests/factories/dossiers";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { newReseau } from "@/tests/factories/reseau";
import { storeTransmission } from "@/tests/factories/transmissions";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const ALL = parseReseauFilters({});
const WRONG = { etablissement_formateur_siret: "7776444410001" };

/** What the page says of the only établissement of a réseau, and what its dossiers say, each read in one question. */
async function bothCounts({ superviseur, etablissements: [cfa] }: Awaited<ReturnType<typeof newReseau>>) {
  const { lines } = await loadReseau(superviseur, ALL);
  const [line] = lines;
  const [counted] = await parsedRows(
    database.db,
    z.object({ apprentis: z.number(), valides: z.number(), seen: z.number() }),
    sql`select count(*) filter (where d.apprenti)::int as apprentis, count(*) filter (where d.apprenti and not d.blocked)::int as valides,
        count(*) filter (where d.apprenti and s.seen_at is not null)::int as seen
      from dossiers d join submissions s on s.dossier_id = d.id where d.etablissement_id = ${cfa?.id}::uuid`,
  );
  return { said: { apprentis: line?.apprentis, valides: line?.valides, seen: line?.seen }, counted };
}

async function expectExact(reseau: Awaited<ReturnType<typeof newReseau>>) {
  const { said, counted } = await bothCounts(reseau);
  expect(said).toEqual(counted);
  return counted;
}

describe("Les comptes d'un établissement", () => {
  it("suivent chaque écriture de dossiers, avant comme après leur regroupement", async () => {
    const reseau = await newReseau(database.db, 1);
    const id = reseau.etablissements[0]?.id ?? "";
    const pupil = validSource(4, { statut: "ELV" });
    await storeDossiers(database.db, id, [validSource(1), validSource(2, WRONG), validSource(3), pupil]);
    expect(await expectExact(reseau)).toEqual({ apprentis: 3, valides: 2, seen: 0 });
    const stored = await storedDossiers(database.db, id);
    const of = (numero: number) => stored.get(`E-${numero}`)?.id ?? "";
    await foldChanges(database.db, id, new Date());
    await expectExact(reseau);
    await database.db
      .update(dossiers)
      .set({ blocked: false })
      .where(eq(dossiers.id, of(2)));
    const allButOne = and(eq(submissions.etablissementId, id), ne(submissions.dossierId, of(3)));
    await database.db.update(submissions).set({ seenAt: new Date() }).where(allButOne);
    expect(await expectExact(reseau)).toEqual({ apprentis: 3, valides: 3, seen: 2 });
    await database.db
      .update(dossiers)
      .set({ apprenti: false })
      .where(eq(dossiers.id, of(1)));
    expect(await expectExact(reseau)).toEqual({ apprentis: 2, valides: 2, seen: 1 });
    await foldChanges(database.db, id, new Date());
    for (const apprenti of [true, false]) {
      await database.db.delete(dossiers).where(and(eq(dossiers.etablissementId, id), eq(dossiers.apprenti, apprenti)));
      expect(await expectExact(reseau)).toEqual({ apprentis: 0, valides: 0, seen: 0 });
    }
    await foldPendingChanges(database.db, new Date(), new AbortController().signal);
    expect(await database.db.$count(figureChanges, eq(figureChanges.etablissementId, id))).toBe(0);
    await expectExact(reseau);
  });

  it("ne sont jamais en retard, même quand écritures, regroupements et lectures se croisent", async () => {
    const reseau = await newReseau(database.db, 1);
    const id = reseau.etablissements[0]?.id ?? "";
    const [from, until] = [0, 12];
    const write = async () => {
      for (let n = from; n < until; n++)
        await storeDossiers(database.db, id, [validSource(n, n % 3 === 0 ? WRONG : {})]);
    };
    let writing = true;
    const fold = async () => {
      while (writing) await foldChanges(database.db, id, new Date());
    };
    /** A reading between two countings of the dossiers, which only grow, says something between the two. */
    const read = async () => {
      let readings = 0;
      while (writing) {
        const before = await database.db.$count(dossiers, eq(dossiers.etablissementId, id));
        const line = (await loadReseau(reseau.superviseur, ALL)).lines[0];
        const after = await database.db.$count(dossiers, eq(dossiers.etablissementId, id));
        expect(line?.apprentis).toBeGreaterThanOrEqual(before);
        expect(line?.apprentis).toBeLessThanOrEqual(after);
        readings += 1;
      }
      return readings;
    };
    const others = [fold(), fold(), read()];
    await write().finally(() => {
      writing = false;
    });
    const [, , readings] = await Promise.all(others);
    expect(readings).toBeGreaterThan(0);
    expect(await expectExact(reseau)).toMatchObject({ apprentis: 12, valides: 8 });
  });

  it("ont pour première cause celle du plan : ce qui bloque un dossier passe avant ce que beaucoup ont à vérifier", async () => {
    const reseau = await newReseau(database.db, 1);
    const [cfa] = reseau.etablissements;
    const twiceWrong = validSource(3, { ...WRONG, formation_cfd: "x" });
    await storeDossiers(database.db, cfa?.id ?? "", [validSource(1), validSource(2), twiceWrong]);
    await foldChanges(database.db, cfa?.id ?? "", new Date());
    const { lines } = await loadReseau(reseau.superviseur, ALL);
    const ctx = await person(database.db, cfa?.id ?? "", "lecteur");
    const plan = await within(ctx, cfa?.uai ?? "", loadPlan, { searches: {} });
    expect(plan.others[0]?.dossiers).toBe(3);
    expect(lines[0]?.cause).toBe(plan.bloquantes[0]?.title);
  });

  it("partent avec l'établissement", async () => {
    const { id } = await newEtablissement(database.db);
    await storeDossiers(database.db, id, [validSource(1)]);
    await foldChanges(database.db, id, new Date());
    await storeDossiers(database.db, id, [validSource(2)]);
    await database.db.delete(etablissements).where(eq(etablissements.id, id));
    expect(await database.db.$count(figureChanges, eq(figureChanges.etablissementId, id))).toBe(0);
    expect(await database.db.$count(etablissementFigures, eq(etablissementFigures.etablissementId, id))).toBe(0);
  });
});

describe("Les nuits d'un établissement", () => {
  const close = (id: string, counts: { accepted: number; refused: number }) =>
    database.db
      .update(transmissions)
      .set({ status: "completed", ...counts })
      .where(eq(transmissions.id, id));
  const nightsOf = (id: string) =>
    database.db.select().from(nightFigures).where(eq(nightFigures.etablissementId, id)).orderBy(nightFigures.day);

  it("se comptent à la fin de chaque transmission, au jour de Paris, reprise comprise", async () => {
    const reseau = await newReseau(database.db, 1);
    const etablissementId = reseau.etablissements[0]?.id ?? "";
    await storeDossiers(database.db, etablissementId, [validSource(1), validSource(2, WRONG)]);
    const cut = await storeTransmission(database.db, {
      ...{
        etablissementId,
        startedAt: new Date("2026-03-09T23:30:00Z"),
        status: "interrupted",
        accepted: 1,
        refused: 2,
      },
    });
    const startedAt = new Date("2026-03-09T23:40:00Z");
    const run = await storeTransmission(database.db, {
      ...{ etablissementId, startedAt, status: "running", resumedFrom: cut },
    });
    await close(run, { accepted: 4, refused: 1 });
    expect(await nightsOf(etablissementId)).toMatchObject([
      { day: "2026-03-10", status: "completed", valides: 1, invalides: 1, accepted: 5, refused: 3, seen: 0 },
    ]);
    const later = await storeTransmission(database.db, {
      ...{ etablissementId, startedAt: new Date("2026-03-12T01:00:00Z"), status: "running" },
    });
    await storeDossiers(database.db, etablissementId, [validSource(3)]);
    await close(later, { accepted: 2, refused: 0 });
    const { lines } = await loadReseau({ ...reseau.superviseur, now: new Date("2026-03-14T10:00:00Z") }, ALL);
    expect(lines[0]).toMatchObject({ lastRun: { day: "2026-03-12", status: "completed" } });
    // The 10th, a gap, the 12th, then two days without.
    expect(lines[0]?.nights).toHaveLength(30);
    expect(lines[0]?.nights.slice(-6)).toEqual([null, 1, null, 2, null, null]);
  });

  it("disent de la dernière transmission celle qui a commencé la dernière, et montrent trente nuits", async () => {
    const reseau = await newReseau(database.db, 1);
    const etablissementId = reseau.etablissements[0]?.id ?? "";
    const begin = (day: number) =>
      storeTransmission(database.db, {
        ...{ etablissementId, startedAt: new Date(Date.UTC(2026, 2, day, 1)), status: "running" },
      });
    // The clock of the machine that does the second one is late.
    for (const day of [30, 1]) await close(await begin(day), { accepted: 0, refused: 0 });
    const { lines } = await loadReseau({ ...reseau.superviseur, now: new Date("2026-03-30T10:00:00Z") }, ALL);
    expect(lines[0]).toMatchObject({ lastRun: { day: "2026-03-30" } });
    // Thirty nights, the first and the last of them included.
    await close(await begin(30), { accepted: 0, refused: 0 });
    const [line] = (await loadReseau({ ...reseau.superviseur, now: new Date("2026-03-30T10:00:00Z") }, ALL)).lines;
    expect(line?.nights).toEqual([0, ...Array(28).fill(null), 0]);
  });

  it("d'avant restent ce qu'elles étaient quand une transmission plus ancienne se clôt ensuite", async () => {
    const { id: etablissementId } = await newEtablissement(database.db);
    const at = (day: number) => new Date(Date.UTC(2026, 2, day, 1));
    const old = await storeTransmission(database.db, { etablissementId, startedAt: at(2), status: "running" });
    await close(old, { accepted: 0, refused: 0 });
    const [before] = await nightsOf(etablissementId);
    await storeDossiers(database.db, etablissementId, [validSource(1)]);
    const next = await storeTransmission(database.db, { etablissementId, startedAt: at(3), status: "running" });
    await close(next, { accepted: 1, refused: 0 });
    // Closed already: saying it again changes no figure.
    await close(old, { accepted: 9, refused: 9 });
    expect((await nightsOf(etablissementId)).map(({ valides }) => valides)).toEqual([0, 1]);
    expect((await nightsOf(etablissementId))[0]).toEqual(before);
  });
});
