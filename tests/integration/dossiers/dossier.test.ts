import { describe, expect, it } from "vitest";
import type { ChampKey } from "@/lib/domain/champs";
import { formatInput } from "@/lib/domain/format-input";
import type { JsonObject } from "@/lib/domain/json";
import { correctDossier, restoreChamp } from "@/lib/services/dossiers/correct-dossier";
import { describeCorrection, parseDossierForm } from "@/lib/services/dossiers/dossier-form";
import { loadDossier } from "@/lib/services/dossiers/load-dossier";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import { storeDossiers, storedDossiers, validSource } from "@/tests/factories/dossiers";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();

async function cfa(...changed: JsonObject[]) {
  const etablissement = await newEtablissement(database.db);
  const ctx = await person(database.db, etablissement.id, "gestionnaire");
  await storeDossiers(
    database.db,
    etablissement.id,
    (changed.length === 0 ? [{}] : changed).map((change, i) => validSource(i + 1, change)),
  );
  const id = async (rank = 1) => (await storedDossiers(database.db, etablissement.id)).get(`E-${rank}`)?.id ?? "";
  const read = async (rank = 1, params: Record<string, string> = {}) =>
    within(ctx, etablissement.uai, loadDossier, await id(rank), parseFilters(params));
  return { uai: etablissement.uai, etablissementId: etablissement.id, ctx, id, read };
}

const input = (champ: ChampKey, before: unknown, typed: string) => ({
  champ,
  before: formatInput(before as string),
  typed,
});

describe("La page d'un dossier", () => {
  it("enregistre une correction lue à la française, avec la valeur du logiciel à côté et l'histoire", async () => {
    const { uai, ctx, id, read } = await cfa({ etablissement_formateur_siret: "7776444410001" });
    const { version, etat } = await read();
    expect(etat).toBe("invalide");
    const done = await within(ctx, uai, correctDossier, await id(), {
      version,
      inputs: [input("etablissement_formateur_siret", "7776444410001", "777 644 441 00019")],
    });
    expect(describeCorrection(done)).toContain("Rien ne bloque plus");
    const after = await read();
    expect(after.etat).toBe("a-transmettre");
    expect(after.version).not.toBe(version);
    expect(after.corrections).toEqual({
      etablissement_formateur_siret: { value: "77764444100019", source: "7776444410001" },
    });
    expect(after.history.find((e) => e.kind === "correction")).toMatchObject({
      by: "Personne d'essai",
      title: "SIRET du formateur",
      values: [{ champ: "etablissement_formateur_siret", before: "7776444410001", after: "77764444100019" }],
    });
  });

  it("ne prédit aucun statut à qui n'est pas apprenti, et que le TBA n'aura jamais", async () => {
    const { read } = await cfa({}, { statut: "ELV" });
    expect((await read(1)).parcours).not.toBeNull();
    expect(await read(2)).toMatchObject({ apprenti: false, parcours: null });
  });

  it("refuse, au champ, ce qui bloquerait encore, et n'écrit rien", async () => {
    const { uai, ctx, id, read } = await cfa();
    const { version, source } = await read();
    const correct = async (...inputs: ReturnType<typeof input>[]) =>
      within(ctx, uai, correctDossier, await id(), { version, inputs });
    await expect(
      correct(
        input("etablissement_formateur_siret", source.etablissement_formateur_siret, "123"),
        input("prenom_apprenant", source.prenom_apprenant, "Zoé"),
      ),
    ).rejects.toMatchObject({
      code: "INVALID_INPUT",
      fields: { etablissement_formateur_siret: expect.stringContaining("3 chiffres") },
    });
    await expect(correct(input("nom_apprenant", source.nom_apprenant, ""))).rejects.toMatchObject({
      fields: { nom_apprenant: expect.stringContaining("obligatoire") },
    });
    await expect(correct(input("date_fin_formation", source.date_fin_formation, "01/01/2000"))).rejects.toMatchObject({
      fields: { date_fin_formation: expect.stringContaining("avant d'avoir commencé") },
    });
    await expect(correct(input("contrat_date_rupture_3", "", "01/01/2024"))).rejects.toMatchObject({
      fields: { contrat_date_rupture_3: expect.stringContaining("date de début") },
    });
    expect((await read()).version).toBe(version);
    expect((await read()).corrections).toEqual({});
  });

  it("laisse corriger un champ quand un autre bloque encore", async () => {
    const { uai, ctx, id, read } = await cfa({ etablissement_formateur_siret: "1", nom_apprenant: "" });
    const done = await within(ctx, uai, correctDossier, await id(), {
      version: (await read()).version,
      inputs: [input("nom_apprenant", "", "Martin")],
    });
    expect(describeCorrection(done)).toMatch(
      /^Enregistré\. Il reste un point bloquant\. Corrigez aussi dans votre logiciel/,
    );
  });

  it("rétablit la valeur du logiciel, en la redemandant comme en la ressaisissant", async () => {
    const { uai, ctx, id, read } = await cfa({ email_contact: "mauvaise" });
    const correct = async (before: string, typed: string) =>
      within(ctx, uai, correctDossier, await id(), {
        version: (await read()).version,
        inputs: [input("email_contact", before, typed)],
      });
    await correct("mauvaise", "bonne@ex.fr");
    await within(ctx, uai, restoreChamp, await id(), { version: (await read()).version, champ: "email_contact" });
    expect((await read()).corrections).toEqual({});
    await correct("mauvaise", "bonne@ex.fr");
    await correct("bonne@ex.fr", "mauvaise");
    expect((await read()).corrections).toEqual({});
    await expect(
      within(ctx, uai, restoreChamp, await id(), { version: "périmée", champ: "email_contact" }),
    ).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("n'écrase jamais ce qu'une autre personne a saisi entre-temps : le conflit est montré, et l'on choisit", async () => {
    const { etablissementId, uai, ctx, id, read } = await cfa({ email_contact: "a@ex.fr" });
    const other = await person(database.db, etablissementId, "gestionnaire");
    const { version } = await read();
    await within(other, uai, correctDossier, await id(), {
      version,
      inputs: [input("email_contact", "a@ex.fr", "b@ex.fr")],
    });
    const mine = { version, inputs: [input("email_contact", "a@ex.fr", "c@ex.fr")] };
    const response = await within(ctx, uai, correctDossier, await id(), mine);
    expect(response).toEqual({
      kind: "conflit",
      conflicts: [{ champ: "email_contact", theirs: "b@ex.fr", mine: "c@ex.fr", author: "Personne d'essai" }],
    });
    expect(describeCorrection(response)).toContain("quelqu'un d'autre");
    expect((await read()).corrections.email_contact?.value).toBe("b@ex.fr");
    // Another field: both live side by side.
    const elsewhere = input("ine_apprenant", (await read()).source.ine_apprenant, "1234567890A");
    expect(await within(ctx, uai, correctDossier, await id(), { version, inputs: [elsewhere] })).toMatchObject({
      kind: "enregistre",
    });
    // The choice, made on the dossier as it is now.
    await within(ctx, uai, correctDossier, await id(), {
      version: (await read()).version,
      inputs: [input("email_contact", "b@ex.fr", "c@ex.fr")],
    });
    const { corrections } = await read();
    expect(corrections.email_contact?.value).toBe("c@ex.fr");
    expect(corrections.ine_apprenant?.value).toBe("1234567890A");
  });

  it("ne s'ouvre ni ne se corrige depuis un autre établissement ; un lecteur lit seulement", async () => {
    const [here, elsewhere] = [await cfa(), await cfa()];
    const id = await here.id();
    const { version } = await here.read();
    const inputs = [input("prenom_apprenant", "x", "Zoé")];
    const filters = parseFilters({});
    for (const unknown of [id, "00000000-0000-4000-8000-000000000000", "nimporte"]) {
      await expect(within(elsewhere.ctx, elsewhere.uai, loadDossier, unknown, filters)).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
      await expect(
        within(elsewhere.ctx, elsewhere.uai, correctDossier, unknown, { version, inputs }),
      ).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
      await expect(
        within(elsewhere.ctx, elsewhere.uai, restoreChamp, unknown, { version, champ: "prenom_apprenant" }),
      ).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    const lecteur = await person(database.db, here.etablissementId, "lecteur");
    expect(await within(lecteur, here.uai, loadDossier, id, filters)).toMatchObject({ canCorrect: false });
    await expect(within(lecteur, here.uai, correctDossier, id, { version, inputs })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    expect((await here.read()).version).toBe(version);
  });

  it("mène au précédent et au suivant de la liste filtrée et triée, même quand le dossier vient d'en sortir", async () => {
    const bad = { email_contact: "mauvaise" };
    const { uai, ctx, id, read } = await cfa(bad, {}, bad, bad);
    const ids = [await id(1), await id(2), await id(3), await id(4)];
    expect((await read(2)).neighbours).toEqual({ previous: ids[0], next: ids[2], rank: 2, total: 4 });
    const invalides = { etat: "invalide" };
    expect((await read(3, invalides)).neighbours).toEqual({ previous: ids[0], next: ids[3], rank: 2, total: 3 });
    expect((await read(1, { ...invalides, tri: "numero", sens: "desc" })).neighbours).toMatchObject({
      previous: ids[2],
      next: null,
    });
    await within(ctx, uai, correctDossier, ids[2] ?? "", {
      version: (await read(3)).version,
      inputs: [input("email_contact", "mauvaise", "bonne@ex.fr")],
    });
    expect((await read(3, invalides)).neighbours).toMatchObject({ previous: ids[0], next: ids[3] });
  });
});

describe("Le formulaire d'un dossier", () => {
  it("ne retient que les champs de la liste que la personne a changés", () => {
    const data = new FormData();
    data.set("version", "v");
    data.set("avant.nom_apprenant", "Martin");
    data.set("saisie.nom_apprenant", " Martine ");
    data.set("avant.prenom_apprenant", "Léa");
    data.set("saisie.prenom_apprenant", "Léa");
    data.set("avant.date_entree_formation", "2026-09-01");
    data.set("saisie.date_entree_formation", "1/9/2026");
    data.set("avant.__proto__", "a");
    data.set("saisie.__proto__", "b");
    data.set("saisie.ine_apprenant", "sans avant");
    expect(parseDossierForm(data)).toEqual({
      version: "v",
      inputs: [{ champ: "nom_apprenant", before: "Martin", typed: "Martine" }],
    });
  });
});
