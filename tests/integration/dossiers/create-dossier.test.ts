import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { dossierGroups } from "@/components/dossiers/dossier-groups";
import { dossiers } from "@/db/schema/dossiers";
import { tbaCouples } from "@/db/schema/tba";
import type { ChampKey } from "@/lib/domain/champs";
import { correctDossier, restoreChamp } from "@/lib/services/dossiers/correct-dossier";
import { createDossier } from "@/lib/services/dossiers/create-dossier";
import { describeCorrection } from "@/lib/services/dossiers/dossier-form";
import { loadDossier } from "@/lib/services/dossiers/load-dossier";
import { newDossierDefaults } from "@/lib/services/dossiers/new-dossier-defaults";
import { reprepareOutdated } from "@/lib/services/preparation/reprepare";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import { storeDossiers, storedDossiers, validSource } from "@/tests/factories/dossiers";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { audited } from "@/tests/helpers/audited";
import { importBytes } from "@/tests/helpers/import-bytes";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();

const WHO: Partial<Record<ChampKey, string>> = {
  nom_apprenant: "O’Brien",
  prenom_apprenant: "Zoé",
  date_de_naissance_apprenant: "14/03/2008",
  annee_scolaire: "2026-2027",
};

async function cfa(role: "gestionnaire" | "lecteur" = "gestionnaire") {
  const etablissement = await newEtablissement(database.db);
  const ctx = await person(database.db, etablissement.id, role);
  const create = (typed: Partial<Record<ChampKey, string>>) =>
    within(
      ctx,
      etablissement.uai,
      createDossier,
      Object.entries(typed).map(([champ, text]) => ({ champ: champ as ChampKey, typed: text })),
    );
  return { ...etablissement, ctx, create, read: () => storedDossiers(database.db, etablissement.id) };
}

describe("Un dossier saisi à la main", () => {
  it("existe avec ce qui fut tapé, un numéro et un identifiant de la maison ; ce qui manque est signalé", async () => {
    const { create, read, id: etablissementId } = await cfa();
    const id = await create({ ...WHO, code_postal_apprenant: "1000", tel_apprenant: "0612345678" });
    const [stored] = [...(await read()).values()];
    expect(stored).toMatchObject({
      id,
      numero: 1,
      apprenant: "O’BRIEN Zoé",
      apprenantSort: "o'brien zoe",
      blocked: true,
      source: { date_de_naissance_apprenant: "2008-03-14", code_postal_apprenant: "01000" },
    });
    expect(stored?.idErpApprenant).toMatch(/^PTBA-/);
    expect(await audited(database.db, etablissementId)).toEqual(["dossier-created"]);
    expect(stored?.anomalies.map(({ code }) => code)).toContain("CHAMP_MANQUANT");
  });

  it("ne dit pas du logiciel ce qui fut tapé avant d'être corrigé", async () => {
    const { create, ctx, uai } = await cfa();
    const id = await create({ ...WHO, adresse_apprenant: "1 rue d'Anne" });
    const { version } = await within(ctx, uai, loadDossier, id, parseFilters({}));
    const inputs = [{ champ: "adresse_apprenant" as const, before: "1 rue d'Anne", typed: "2 rue d'Anne" }];
    const done = await within(ctx, uai, correctDossier, id, { version, inputs });
    expect(describeCorrection(done)).not.toContain("logiciel");
    const corrected = await within(ctx, uai, loadDossier, id, parseFilters({}));
    const fields = dossierGroups(corrected).flatMap(({ champs }) => champs);
    expect(fields.filter(({ source }) => source !== null)).toMatchObject([
      { key: "adresse_apprenant", value: "2 rue d'Anne", source: "1 rue d'Anne", from: "hand" },
    ]);
    const restored = { version: corrected.version, champ: "adresse_apprenant" as const };
    expect(await within(ctx, uai, restoreChamp, id, restored)).toBe("valeur d'abord saisie");
    const { history } = await within(ctx, uai, loadDossier, id, parseFilters({}));
    expect(history).toContainEqual(
      expect.objectContaining({ title: expect.stringContaining("valeur d'abord saisie rétablie") }),
    );
  });

  it("prend l'identifiant du logiciel, quand on le connaît déjà, sans les espaces autour", async () => {
    const { create, read } = await cfa();
    await create({ ...WHO, id_erp_apprenant: " ERP-12 " });
    expect([...(await read()).values()].map(({ idErpApprenant }) => idErpApprenant)).toEqual(["ERP-12"]);
  });

  it("sans savoir de qui il parle, ou d'une valeur que le TBA refuserait, n'est pas enregistré : chaque champ dit pourquoi", async () => {
    const { create, read } = await cfa();
    await expect(create({ nom_apprenant: "Martin", email_contact: "pas une adresse" })).rejects.toMatchObject({
      code: "INVALID_INPUT",
      fields: {
        prenom_apprenant: expect.stringContaining("Le prénom manque"),
        date_de_naissance_apprenant: expect.stringMatching(/^La date de naissance manque.*, saisissez-la\.$/),
        annee_scolaire: expect.stringContaining("manque"),
        email_contact: expect.stringContaining("n'est pas une adresse valable"),
      },
    });
    expect((await read()).size).toBe(0);
  });

  it("d'une personne qui en a déjà un pour cette année est refusé, quelle que soit son apostrophe", async () => {
    const { create } = await cfa();
    await create(WHO);
    await expect(create({ ...WHO, nom_apprenant: "O'BRIEN" })).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("cette personne a déjà un dossier pour 2026-2027"),
    });
  });

  it("d'une autre année garde l'identifiant de la personne : le TBA la prendrait pour une autre", async () => {
    const { id: etablissementId, create } = await cfa();
    await create(WHO);
    await create({ ...WHO, nom_apprenant: "O'BRIEN", annee_scolaire: "2025-2026" });
    const own = eq(dossiers.etablissementId, etablissementId);
    const made = await database.db.select().from(dossiers).where(own);
    expect(made.map(({ anneeScolaire }) => anneeScolaire).sort()).toEqual(["2025-2026", "2026-2027"]);
    expect(new Set(made.map(({ idErpApprenant }) => idErpApprenant)).size).toBe(1);
    expect(made.flatMap(({ anomalies }) => anomalies.map(({ code }) => code))).not.toContain("PERSONNE_EN_DOUBLE");
  });

  it("ne prend pas l'identifiant d'une autre personne, même d'une autre année", async () => {
    const { create, read } = await cfa();
    await create({ ...WHO, id_erp_apprenant: "E-1", annee_scolaire: "2025-2026" });
    const other = { nom_apprenant: "Petit", prenom_apprenant: "Ana", date_de_naissance_apprenant: "01/02/2007" };
    await expect(create({ ...WHO, ...other, id_erp_apprenant: "E-1" })).rejects.toMatchObject({
      code: "INVALID_INPUT",
      fields: { id_erp_apprenant: expect.stringContaining("est déjà celui de O’BRIEN Zoé") },
    });
    await create({ ...WHO, id_erp_apprenant: "E-1" });
    expect((await read()).size).toBe(1);
  });

  it("est repris par le fichier du logiciel quand la même personne y paraît", async () => {
    const { create, read, ctx, uai } = await cfa();
    const id = await create(WHO);
    const text = "nom;prénom;né le;année scolaire;code postal\nO'Brien;Zoé;14/03/2008;2026-2027;35000\n";
    await within(ctx, uai, importBytes, { name: "a.csv", bytes: new TextEncoder().encode(text) });
    const stored = [...(await read()).values()];
    expect(stored).toMatchObject([{ id, source: { code_postal_apprenant: "35000" } }]);
  });

  it("n'est pas pour un lecteur", async () => {
    const { create, ctx, uai } = await cfa("lecteur");
    await expect(create(WHO)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(within(ctx, uai, newDossierDefaults)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("commence par l'année scolaire et les établissements des autres dossiers", async () => {
    const { id, ctx, uai } = await cfa();
    const source = validSource(1);
    await storeDossiers(database.db, id, [source]);
    const september = { ...ctx, now: new Date("2026-09-02T10:00:00Z") };
    expect(await within(september, uai, newDossierDefaults)).toEqual({
      annee_scolaire: "2026-2027",
      etablissement_responsable_uai: source.etablissement_responsable_uai,
      etablissement_responsable_siret: source.etablissement_responsable_siret,
      etablissement_formateur_uai: source.etablissement_formateur_uai,
      etablissement_formateur_siret: source.etablissement_formateur_siret,
    });
  });

  it("et non de ceux qui ont changé d'eux-mêmes depuis, quand le TBA ne connaît plus leur établissement", async () => {
    const { id, ctx, uai } = await cfa();
    const [gone, siret] = ["0359472F", "59904721400017"];
    await storeDossiers(database.db, id, [
      { ...validSource(1), etablissement_formateur_uai: gone, etablissement_formateur_siret: siret },
    ]);
    await storeDossiers(database.db, id, [validSource(2)]);
    await database.db
      .insert(tbaCouples)
      .values({ uai: gone, siret, known: false, closed: false, checkedAt: new Date() });
    await reprepareOutdated(database.db, id);
    const { etablissement_formateur_uai: proposed } = await within(ctx, uai, newDossierDefaults);
    expect(proposed).toBe(validSource(2).etablissement_formateur_uai);
    await database.db.delete(tbaCouples).where(eq(tbaCouples.siret, siret));
  });
});
