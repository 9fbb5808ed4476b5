import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { auditLog } from "@/db/schema/audit";
import { changeSets, correctionChanges } from "@/db/schema/corrections";
import { dossiers } from "@/db/schema/dossiers";
import type { ChampKey } from "@/lib/domain/champs";
import type { Json } from "@/lib/domain/json";
import type { ServiceContext } from "@/lib/services/context";
import { applyCorrections } from "@/lib/services/dossiers/corrections/apply-corrections";
import { undoChangeSet } from "@/lib/services/dossiers/corrections/undo-change-set";
import { storeDossiers, storedDossiers, validSource } from "@/tests/factories/dossiers";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { importBytes } from "@/tests/helpers/import-bytes";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const WRONG = "7776444410001";
const RIGHT = "77764444100018";
const MASS = { kind: "mass", title: "SIRET du formateur" } as const;
type ParsedInput = [numero: number, champ: ChampKey, value: Json | undefined];

async function cfa(count = 3) {
  const etablissement = await newEtablissement(database.db);
  const ctx = await person(database.db, etablissement.id, "gestionnaire");
  const sources = Array.from({ length: count }, (_, n) => validSource(n, { etablissement_formateur_siret: WRONG }));
  await storeDossiers(database.db, etablissement.id, sources);
  const read = () => storedDossiers(database.db, etablissement.id);
  const correct = async (...inputs: ParsedInput[]) => {
    const stored = await read();
    const changes = inputs.map(([numero, champ, value]) => ({
      dossierId: stored.get(`E-${numero}`)?.id ?? "",
      champ,
      value,
    }));
    return database.db.transaction((tx) => applyCorrections(tx, ctx, etablissement.id, MASS, changes));
  };
  const undo = (changeSetId: string, who: ServiceContext = ctx) =>
    within(who, etablissement.uai, undoChangeSet, changeSetId);
  return { ...etablissement, ctx, read, correct, undo };
}

describe("Appliquer des corrections", () => {
  it("prépare les dossiers de nouveau, garde le geste ligne à ligne et l'écrit au journal", async () => {
    const { id, ctx, read, correct } = await cfa();
    const done = await correct(
      [0, "etablissement_formateur_siret", RIGHT],
      [1, "etablissement_formateur_siret", RIGHT],
      [1, "nom_apprenant", "Martin"],
    );
    expect(done.dossiers).toBe(2);
    const stored = await read();
    expect(stored.get("E-0")).toMatchObject({
      blocked: false,
      corrections: { etablissement_formateur_siret: { value: RIGHT, source: WRONG } },
    });
    expect(stored.get("E-0")?.payload).toContain(RIGHT);
    expect(stored.get("E-1")?.apprenant).toMatch(/^MARTIN /);
    expect(stored.get("E-2")).toMatchObject({ blocked: true, corrections: {} });

    const [changeSet] = await database.db.select().from(changeSets).where(eq(changeSets.id, done.changeSetId));
    const by = ctx.actor.kind === "person" ? ctx.actor.id : null;
    expect(changeSet).toMatchObject({ ...MASS, etablissementId: id, by, dossiers: 2, undoneAt: null });
    const rows = await database.db
      .select()
      .from(correctionChanges)
      .where(eq(correctionChanges.changeSetId, done.changeSetId));
    expect(rows).toHaveLength(3);
    expect(rows).toContainEqual({
      changeSetId: done.changeSetId,
      dossierId: stored.get("E-0")?.id,
      etablissementId: id,
      champ: "etablissement_formateur_siret",
      before: null,
      after: { value: RIGHT, source: WRONG },
    });
    const written = await database.db.select().from(auditLog).where(eq(auditLog.etablissementId, id));
    expect(written).toMatchObject([
      { action: "correction", details: { dossiers: 2, values: 3, changeSet: done.changeSetId } },
    ]);
  });

  it("vide un champ, retire une correction, et la retire aussi quand on remet la valeur du logiciel", async () => {
    const { read, correct } = await cfa(1);
    const corrections = async () => (await read()).get("E-0")?.corrections;
    await correct([0, "ine_apprenant", null], [0, "nom_apprenant", "Martin"]);
    expect((await read()).get("E-0")?.payload).not.toContain("ine_apprenant");
    await correct([0, "ine_apprenant", undefined]);
    expect(await corrections()).toEqual({ nom_apprenant: { value: "Martin", source: "Nom 0" } });
    await correct([0, "nom_apprenant", "Nom 0"]);
    expect(await corrections()).toEqual({});
    await correct([0, "nom_employeur_4", "Ferme"]);
    expect(await corrections()).toEqual({ nom_employeur_4: { value: "Ferme", source: null } });
  });

  it("refuse quand rien ne change, et quand un dossier est d'ailleurs, sans rien écrire", async () => {
    const [mine, other] = [await cfa(2), await cfa(1)];
    const wait = { code: "INVALID_INPUT" };
    await expect(mine.correct()).rejects.toMatchObject(wait);
    await expect(mine.correct([0, "nom_apprenant", "Nom 0"])).rejects.toMatchObject(wait);
    await expect(mine.correct([0, "nom_apprenant", undefined])).rejects.toMatchObject(wait);
    const before = await mine.read();
    for (const dossierId of [(await other.read()).get("E-0")?.id ?? "", "n'importe quoi", ""]) {
      const changes = [before.get("E-0")?.id ?? "", dossierId].map((d) => ({
        dossierId: d,
        champ: "nom_apprenant" as const,
        value: "Martin",
      }));
      const promise = database.db.transaction((tx) => applyCorrections(tx, mine.ctx, mine.id, MASS, changes));
      await expect(promise).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    expect(await mine.read()).toEqual(before);
    const changeSetList = await database.db.select().from(changeSets).where(eq(changeSets.etablissementId, mine.id));
    expect(changeSetList).toEqual([]);
  });

  it("voit aussitôt qui devient la même personne qu'un autre", async () => {
    const { read, correct } = await cfa(2);
    await correct([0, "nom_apprenant", "Nom 1"]);
    const codes = [...(await read()).values()].map((d) => d.anomalies.map((a) => a.code));
    expect(codes.every((c) => c.includes("PERSONNE_EN_DOUBLE"))).toBe(true);
  });

  it("ne s'emmêle pas quand deux personnes corrigent en même temps", async () => {
    const { read, correct } = await cfa(1);
    await Promise.all([correct([0, "nom_apprenant", "Martin"]), correct([0, "prenom_apprenant", "Léa"])]);
    expect((await read()).get("E-0")?.apprenant).toBe("MARTIN Léa");
  });
});

describe("Annuler des corrections", () => {
  it("remet tout comme avant, en une fois, et l'écrit au journal", async () => {
    const { id, read, correct, undo } = await cfa();
    await correct([0, "nom_apprenant", "Premier"]);
    const withoutInstant = async () => [...(await read()).values()].map(({ modifiedAt: _, ...d }) => d);
    const before = await withoutInstant();
    const { changeSetId } = await correct(
      [0, "nom_apprenant", "Second"],
      [0, "etablissement_formateur_siret", RIGHT],
      [1, "etablissement_formateur_siret", RIGHT],
    );
    expect(await undo(changeSetId)).toEqual({ title: "SIRET du formateur", dossiers: 2, conflicts: 0 });
    const byId = (a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id);
    expect((await withoutInstant()).sort(byId)).toEqual(before.sort(byId));
    await expect(undo(changeSetId)).rejects.toMatchObject({ code: "CONFLICT" });
    const actions = await database.db.select().from(auditLog).where(eq(auditLog.etablissementId, id));
    expect(actions.map((a) => a.action).sort()).toEqual(["correction", "correction", "correction-undone"]);
  });

  it("laisse ce qui a changé depuis, et le compte", async () => {
    const { read, correct, undo } = await cfa(2);
    const { changeSetId } = await correct(
      [0, "etablissement_formateur_siret", RIGHT],
      [1, "etablissement_formateur_siret", RIGHT],
    );
    await correct([1, "etablissement_formateur_siret", "13002526500013"]);
    expect(await undo(changeSetId)).toMatchObject({ dossiers: 1, conflicts: 1 });
    const stored = await read();
    expect(stored.get("E-0")?.corrections).toEqual({});
    expect(stored.get("E-1")?.corrections).toMatchObject({
      etablissement_formateur_siret: { value: "13002526500013" },
    });
  });

  it("n'a rien à annuler quand le logiciel a dit autre chose depuis", async () => {
    const { uai, ctx, correct, undo } = await cfa(1);
    const { changeSetId } = await correct([0, "nom_apprenant", "Martin"]);
    const csv = "id_erp_apprenant;nom;prénom;date de naissance;année scolaire\nE-0;Durand;Zoé;29/02/2004;2023-2024";
    await within(ctx, uai, importBytes, { name: "a.csv", bytes: new TextEncoder().encode(csv) });
    await expect(undo(changeSetId)).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("est refusé au lecteur et introuvable pour un autre établissement", async () => {
    const [one, two] = [await cfa(1), await cfa(1)];
    const { changeSetId } = await one.correct([0, "nom_apprenant", "Martin"]);
    await expect(one.undo(changeSetId, await person(database.db, one.id, "lecteur"))).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(two.undo(changeSetId)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(one.undo("autre chose")).rejects.toMatchObject({ code: "NOT_FOUND" });
    const [stored] = await database.db.select().from(dossiers).where(eq(dossiers.etablissementId, one.id));
    expect(stored?.apprenant).toMatch(/^MARTIN/);
  });
});
