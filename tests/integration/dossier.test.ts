import { describe, expect, it } from "vitest";
import type { CleChamp } from "@/lib/dossier/champs";
import { ecrireSaisie } from "@/lib/dossier/ecrire-saisie";
import type { ObjetJson } from "@/lib/dossier/json";
import { corrigerDossier, retablirChamp } from "@/lib/services/dossier/corriger-dossier";
import { lireDossier } from "@/lib/services/dossier/lire-dossier";
import { lireFormulaireDossier } from "@/lib/services/dossier/lire-formulaire";
import { raconterCorrection } from "@/lib/services/dossier/raconter-correction";
import { lireFiltres } from "@/lib/services/rapport/lire-filtres";
import { baseDEssai } from "@/tests/appui/base-d-essai";
import { dossiersRanges, rangerDossiers, sourceValide } from "@/tests/factories/dossiers";
import { nouvelEtablissement, personne } from "@/tests/factories/etablissement";

const base = baseDEssai();

async function cfa(...changes: ObjetJson[]) {
  const etablissement = await nouvelEtablissement(base.db);
  const contexte = await personne(base.db, etablissement.id, "gestionnaire");
  await rangerDossiers(
    base.db,
    etablissement.id,
    (changes.length === 0 ? [{}] : changes).map((change, i) => sourceValide(i + 1, change)),
  );
  const id = async (rang = 1) => (await dossiersRanges(base.db, etablissement.id)).get(`E-${rang}`)?.id ?? "";
  const lire = async (rang = 1, parametres: Record<string, string> = {}) =>
    lireDossier(contexte, etablissement.uai, await id(rang), lireFiltres(parametres));
  return { uai: etablissement.uai, etablissementId: etablissement.id, contexte, id, lire };
}

const saisie = (champ: CleChamp, avant: unknown, saisi: string) => ({
  champ,
  avant: ecrireSaisie(avant as string),
  saisi,
});

describe("La page d'un dossier", () => {
  it("enregistre une correction lue à la française, avec la valeur du logiciel à côté et l'histoire", async () => {
    const { uai, contexte, id, lire } = await cfa({ etablissement_formateur_siret: "7776444410001" });
    const { version, etat } = await lire();
    expect(etat).toBe("invalide");
    const faite = await corrigerDossier(contexte, uai, await id(), {
      version,
      saisies: [saisie("etablissement_formateur_siret", "7776444410001", "777 644 441 00019")],
    });
    expect(raconterCorrection(faite)).toContain("Rien ne bloque plus");
    const apres = await lire();
    expect(apres.etat).toBe("a-transmettre");
    expect(apres.version).not.toBe(version);
    expect(apres.corrections).toEqual({
      etablissement_formateur_siret: { valeur: "77764444100019", source: "7776444410001" },
    });
    expect(apres.historique.find((e) => e.genre === "correction")).toMatchObject({
      par: "Personne d'essai",
      titre: "SIRET du formateur",
      valeurs: [{ champ: "etablissement_formateur_siret", avant: "7776444410001", apres: "77764444100019" }],
    });
  });

  it("refuse, au champ, ce qui bloquerait encore, et n'écrit rien", async () => {
    const { uai, contexte, id, lire } = await cfa();
    const { version, source } = await lire();
    const corriger = async (...saisies: ReturnType<typeof saisie>[]) =>
      corrigerDossier(contexte, uai, await id(), { version, saisies });
    await expect(
      corriger(
        saisie("etablissement_formateur_siret", source.etablissement_formateur_siret, "123"),
        saisie("prenom_apprenant", source.prenom_apprenant, "Zoé"),
      ),
    ).rejects.toMatchObject({
      code: "SAISIE_INVALIDE",
      champs: { etablissement_formateur_siret: expect.stringContaining("3 chiffres") },
    });
    await expect(corriger(saisie("nom_apprenant", source.nom_apprenant, ""))).rejects.toMatchObject({
      champs: { nom_apprenant: expect.stringContaining("obligatoire") },
    });
    await expect(corriger(saisie("date_fin_formation", source.date_fin_formation, "01/01/2000"))).rejects.toMatchObject(
      {
        champs: { date_fin_formation: expect.stringContaining("avant d'avoir commencé") },
      },
    );
    await expect(corriger(saisie("contrat_date_rupture_3", "", "01/01/2024"))).rejects.toMatchObject({
      champs: { contrat_date_rupture_3: expect.stringContaining("date de début") },
    });
    expect((await lire()).version).toBe(version);
    expect((await lire()).corrections).toEqual({});
  });

  it("laisse corriger un champ quand un autre bloque encore", async () => {
    const { uai, contexte, id, lire } = await cfa({ etablissement_formateur_siret: "1", nom_apprenant: "" });
    const faite = await corrigerDossier(contexte, uai, await id(), {
      version: (await lire()).version,
      saisies: [saisie("nom_apprenant", "", "Martin")],
    });
    expect(raconterCorrection(faite)).toBe("Enregistré. Il reste un point bloquant.");
  });

  it("rétablit la valeur du logiciel, en la redemandant comme en la ressaisissant", async () => {
    const { uai, contexte, id, lire } = await cfa({ email_contact: "mauvaise" });
    const corriger = async (avant: string, saisi: string) =>
      corrigerDossier(contexte, uai, await id(), {
        version: (await lire()).version,
        saisies: [saisie("email_contact", avant, saisi)],
      });
    await corriger("mauvaise", "bonne@ex.fr");
    await retablirChamp(contexte, uai, await id(), { version: (await lire()).version, champ: "email_contact" });
    expect((await lire()).corrections).toEqual({});
    await corriger("mauvaise", "bonne@ex.fr");
    await corriger("bonne@ex.fr", "mauvaise");
    expect((await lire()).corrections).toEqual({});
    await expect(
      retablirChamp(contexte, uai, await id(), { version: "périmée", champ: "email_contact" }),
    ).rejects.toMatchObject({ code: "CONFLIT" });
  });

  it("n'écrase jamais ce qu'une autre personne a saisi entre-temps : le conflit est montré, et l'on choisit", async () => {
    const { etablissementId, uai, contexte, id, lire } = await cfa({ email_contact: "a@ex.fr" });
    const autre = await personne(base.db, etablissementId, "gestionnaire");
    const { version } = await lire();
    await corrigerDossier(autre, uai, await id(), {
      version,
      saisies: [saisie("email_contact", "a@ex.fr", "b@ex.fr")],
    });
    const mienne = { version, saisies: [saisie("email_contact", "a@ex.fr", "c@ex.fr")] };
    const reponse = await corrigerDossier(contexte, uai, await id(), mienne);
    expect(reponse).toEqual({
      genre: "conflit",
      conflits: [{ champ: "email_contact", leur: "b@ex.fr", mien: "c@ex.fr", auteur: "Personne d'essai" }],
    });
    expect(() => raconterCorrection(reponse)).toThrow(/quelqu'un d'autre/);
    expect((await lire()).corrections.email_contact?.valeur).toBe("b@ex.fr");
    // Another field: both live side by side.
    const ailleurs = saisie("ine_apprenant", (await lire()).source.ine_apprenant, "1234567890A");
    expect(await corrigerDossier(contexte, uai, await id(), { version, saisies: [ailleurs] })).toMatchObject({
      genre: "enregistre",
    });
    // The choice, made on the dossier as it is now.
    await corrigerDossier(contexte, uai, await id(), {
      version: (await lire()).version,
      saisies: [saisie("email_contact", "b@ex.fr", "c@ex.fr")],
    });
    const { corrections } = await lire();
    expect(corrections.email_contact?.valeur).toBe("c@ex.fr");
    expect(corrections.ine_apprenant?.valeur).toBe("1234567890A");
  });

  it("ne s'ouvre ni ne se corrige depuis un autre établissement ; un lecteur lit seulement", async () => {
    const [ici, ailleurs] = [await cfa(), await cfa()];
    const id = await ici.id();
    const { version } = await ici.lire();
    const saisies = [saisie("prenom_apprenant", "x", "Zoé")];
    const filtres = lireFiltres({});
    for (const inconnu of [id, "00000000-0000-4000-8000-000000000000", "nimporte"]) {
      await expect(lireDossier(ailleurs.contexte, ailleurs.uai, inconnu, filtres)).rejects.toMatchObject({
        code: "INTROUVABLE",
      });
      await expect(
        corrigerDossier(ailleurs.contexte, ailleurs.uai, inconnu, { version, saisies }),
      ).rejects.toMatchObject({ code: "INTROUVABLE" });
      await expect(
        retablirChamp(ailleurs.contexte, ailleurs.uai, inconnu, { version, champ: "prenom_apprenant" }),
      ).rejects.toMatchObject({ code: "INTROUVABLE" });
    }
    const lecteur = await personne(base.db, ici.etablissementId, "lecteur");
    expect(await lireDossier(lecteur, ici.uai, id, filtres)).toMatchObject({ peutCorriger: false });
    await expect(corrigerDossier(lecteur, ici.uai, id, { version, saisies })).rejects.toMatchObject({
      code: "INTERDIT",
    });
    expect((await ici.lire()).version).toBe(version);
  });

  it("mène au précédent et au suivant de la liste filtrée et triée, même quand le dossier vient d'en sortir", async () => {
    const mauvais = { email_contact: "mauvaise" };
    const { uai, contexte, id, lire } = await cfa(mauvais, {}, mauvais, mauvais);
    const ids = [await id(1), await id(2), await id(3), await id(4)];
    expect((await lire(2)).voisins).toEqual({ precedent: ids[0], suivant: ids[2], rang: 2, total: 4 });
    const invalides = { etat: "invalide" };
    expect((await lire(3, invalides)).voisins).toEqual({ precedent: ids[0], suivant: ids[3], rang: 2, total: 3 });
    expect((await lire(1, { ...invalides, tri: "numero", sens: "desc" })).voisins).toMatchObject({
      precedent: ids[2],
      suivant: null,
    });
    await corrigerDossier(contexte, uai, ids[2] ?? "", {
      version: (await lire(3)).version,
      saisies: [saisie("email_contact", "mauvaise", "bonne@ex.fr")],
    });
    expect((await lire(3, invalides)).voisins).toMatchObject({ precedent: ids[0], suivant: ids[3] });
  });
});

describe("Le formulaire d'un dossier", () => {
  it("ne retient que les champs de la liste que la personne a changés", () => {
    const donnees = new FormData();
    donnees.set("version", "v");
    donnees.set("avant.nom_apprenant", "Martin");
    donnees.set("saisie.nom_apprenant", " Martine ");
    donnees.set("avant.prenom_apprenant", "Léa");
    donnees.set("saisie.prenom_apprenant", "Léa");
    donnees.set("avant.date_entree_formation", "2026-09-01");
    donnees.set("saisie.date_entree_formation", "1/9/2026");
    donnees.set("avant.__proto__", "a");
    donnees.set("saisie.__proto__", "b");
    donnees.set("saisie.ine_apprenant", "sans avant");
    expect(lireFormulaireDossier(donnees)).toEqual({
      version: "v",
      saisies: [{ champ: "nom_apprenant", avant: "Martin", saisi: "Martine" }],
    });
  });
});
