import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { dossiers } from "@/db/schema/dossiers";
import { journal } from "@/db/schema/journal";
import { lignesCorrections } from "@/db/schema/lignes-corrections";
import { lotsCorrections } from "@/db/schema/lots-corrections";
import type { CleChamp } from "@/lib/dossier/champs";
import type { Json } from "@/lib/dossier/json";
import type { Contexte } from "@/lib/services/contexte";
import { annulerLot } from "@/lib/services/corrections/annuler-lot";
import { appliquerCorrections } from "@/lib/services/corrections/appliquer-corrections";
import { importerFichier } from "@/lib/services/imports/importer-fichier";
import { baseDEssai } from "@/tests/appui/base-d-essai";
import { dossiersRanges, rangerDossiers, sourceValide } from "@/tests/factories/dossiers";
import { nouvelEtablissement, personne } from "@/tests/factories/etablissement";

const base = baseDEssai();
const FAUX = "7776444410001";
const JUSTE = "77764444100018";
const MASSE = { genre: "masse", titre: "SIRET du formateur" } as const;
type Saisie = [numero: number, champ: CleChamp, valeur: Json | undefined];

async function cfa(nombre = 3) {
  const etablissement = await nouvelEtablissement(base.db);
  const contexte = await personne(base.db, etablissement.id, "gestionnaire");
  const sources = Array.from({ length: nombre }, (_, n) => sourceValide(n, { etablissement_formateur_siret: FAUX }));
  await rangerDossiers(base.db, etablissement.id, sources);
  const lire = () => dossiersRanges(base.db, etablissement.id);
  const corriger = async (...saisies: Saisie[]) => {
    const ranges = await lire();
    const changements = saisies.map(([numero, champ, valeur]) => ({
      dossierId: ranges.get(`E-${numero}`)?.id ?? "",
      champ,
      valeur,
    }));
    return base.db.transaction((tx) => appliquerCorrections(tx, contexte, etablissement.id, MASSE, changements));
  };
  const annuler = (lotId: string, qui: Contexte = contexte) => annulerLot(qui, etablissement.uai, lotId);
  return { ...etablissement, contexte, lire, corriger, annuler };
}

describe("Appliquer des corrections", () => {
  it("prépare les dossiers de nouveau, garde le geste ligne à ligne et l'écrit au journal", async () => {
    const { id, contexte, lire, corriger } = await cfa();
    const fait = await corriger(
      [0, "etablissement_formateur_siret", JUSTE],
      [1, "etablissement_formateur_siret", JUSTE],
      [1, "nom_apprenant", "Martin"],
    );
    expect(fait.dossiers).toBe(2);
    const ranges = await lire();
    expect(ranges.get("E-0")).toMatchObject({
      bloque: false,
      corrections: { etablissement_formateur_siret: { valeur: JUSTE, source: FAUX } },
    });
    expect(ranges.get("E-0")?.payload).toContain(JUSTE);
    expect(ranges.get("E-1")?.apprenant).toMatch(/^MARTIN /);
    expect(ranges.get("E-2")).toMatchObject({ bloque: true, corrections: {} });

    const [lot] = await base.db.select().from(lotsCorrections).where(eq(lotsCorrections.id, fait.lotId));
    const par = contexte.acteur.genre === "personne" ? contexte.acteur.id : null;
    expect(lot).toMatchObject({ ...MASSE, etablissementId: id, par, dossiers: 2, annuleLe: null });
    const lignes = await base.db.select().from(lignesCorrections).where(eq(lignesCorrections.lotId, fait.lotId));
    expect(lignes).toHaveLength(3);
    expect(lignes).toContainEqual({
      lotId: fait.lotId,
      dossierId: ranges.get("E-0")?.id,
      champ: "etablissement_formateur_siret",
      avant: null,
      apres: { valeur: JUSTE, source: FAUX },
    });
    const ecrits = await base.db.select().from(journal).where(eq(journal.etablissementId, id));
    expect(ecrits).toMatchObject([{ action: "correction", details: { dossiers: 2, valeurs: 3, lot: fait.lotId } }]);
  });

  it("vide un champ, retire une correction, et la retire aussi quand on remet la valeur du logiciel", async () => {
    const { lire, corriger } = await cfa(1);
    const corrections = async () => (await lire()).get("E-0")?.corrections;
    await corriger([0, "ine_apprenant", null], [0, "nom_apprenant", "Martin"]);
    expect((await lire()).get("E-0")?.payload).not.toContain("ine_apprenant");
    await corriger([0, "ine_apprenant", undefined]);
    expect(await corrections()).toEqual({ nom_apprenant: { valeur: "Martin", source: "Nom 0" } });
    await corriger([0, "nom_apprenant", "Nom 0"]);
    expect(await corrections()).toEqual({});
    await corriger([0, "nom_employeur_4", "Ferme"]);
    expect(await corrections()).toEqual({ nom_employeur_4: { valeur: "Ferme", source: null } });
  });

  it("refuse quand rien ne change, et quand un dossier est d'ailleurs, sans rien écrire", async () => {
    const [le_mien, autre] = [await cfa(2), await cfa(1)];
    const attendre = { code: "SAISIE_INVALIDE" };
    await expect(le_mien.corriger()).rejects.toMatchObject(attendre);
    await expect(le_mien.corriger([0, "nom_apprenant", "Nom 0"])).rejects.toMatchObject(attendre);
    await expect(le_mien.corriger([0, "nom_apprenant", undefined])).rejects.toMatchObject(attendre);
    const avant = await le_mien.lire();
    for (const dossierId of [(await autre.lire()).get("E-0")?.id ?? "", "n'importe quoi", ""]) {
      const changements = [avant.get("E-0")?.id ?? "", dossierId].map((d) => ({
        dossierId: d,
        champ: "nom_apprenant" as const,
        valeur: "Martin",
      }));
      const promesse = base.db.transaction((tx) =>
        appliquerCorrections(tx, le_mien.contexte, le_mien.id, MASSE, changements),
      );
      await expect(promesse).rejects.toMatchObject({ code: "INTROUVABLE" });
    }
    expect(await le_mien.lire()).toEqual(avant);
    const lots = await base.db.select().from(lotsCorrections).where(eq(lotsCorrections.etablissementId, le_mien.id));
    expect(lots).toEqual([]);
  });

  it("voit aussitôt qui devient la même personne qu'un autre", async () => {
    const { lire, corriger } = await cfa(2);
    await corriger([0, "nom_apprenant", "Nom 1"]);
    const codes = [...(await lire()).values()].map((d) => d.anomalies.map((a) => a.code));
    expect(codes.every((c) => c.includes("PERSONNE_EN_DOUBLE"))).toBe(true);
  });

  it("ne s'emmêle pas quand deux personnes corrigent en même temps", async () => {
    const { lire, corriger } = await cfa(1);
    await Promise.all([corriger([0, "nom_apprenant", "Martin"]), corriger([0, "prenom_apprenant", "Léa"])]);
    expect((await lire()).get("E-0")?.apprenant).toBe("MARTIN Léa");
  });
});

describe("Annuler des corrections", () => {
  it("remet tout comme avant, en une fois, et l'écrit au journal", async () => {
    const { id, lire, corriger, annuler } = await cfa();
    await corriger([0, "nom_apprenant", "Premier"]);
    const sansInstant = async () => [...(await lire()).values()].map(({ modifieLe: _, ...d }) => d);
    const avant = await sansInstant();
    const { lotId } = await corriger(
      [0, "nom_apprenant", "Second"],
      [0, "etablissement_formateur_siret", JUSTE],
      [1, "etablissement_formateur_siret", JUSTE],
    );
    expect(await annuler(lotId)).toEqual({ titre: "SIRET du formateur", dossiers: 2, conflits: 0 });
    const parId = (a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id);
    expect((await sansInstant()).sort(parId)).toEqual(avant.sort(parId));
    await expect(annuler(lotId)).rejects.toMatchObject({ code: "CONFLIT" });
    const actions = await base.db.select().from(journal).where(eq(journal.etablissementId, id));
    expect(actions.map((a) => a.action).sort()).toEqual(["correction", "correction", "correction-annulee"]);
  });

  it("laisse ce qui a changé depuis, et le compte", async () => {
    const { lire, corriger, annuler } = await cfa(2);
    const { lotId } = await corriger(
      [0, "etablissement_formateur_siret", JUSTE],
      [1, "etablissement_formateur_siret", JUSTE],
    );
    await corriger([1, "etablissement_formateur_siret", "13002526500013"]);
    expect(await annuler(lotId)).toMatchObject({ dossiers: 1, conflits: 1 });
    const ranges = await lire();
    expect(ranges.get("E-0")?.corrections).toEqual({});
    expect(ranges.get("E-1")?.corrections).toMatchObject({
      etablissement_formateur_siret: { valeur: "13002526500013" },
    });
  });

  it("n'a rien à annuler quand le logiciel a dit autre chose depuis", async () => {
    const { uai, contexte, corriger, annuler } = await cfa(1);
    const { lotId } = await corriger([0, "nom_apprenant", "Martin"]);
    const csv = "id_erp_apprenant;nom;prénom;date de naissance;année scolaire\nE-0;Durand;Zoé;29/02/2004;2023-2024";
    await importerFichier(contexte, uai, { nom: "a.csv", octets: new TextEncoder().encode(csv) });
    await expect(annuler(lotId)).rejects.toMatchObject({ code: "CONFLIT" });
  });

  it("est refusé au lecteur et introuvable pour un autre établissement", async () => {
    const [un, deux] = [await cfa(1), await cfa(1)];
    const { lotId } = await un.corriger([0, "nom_apprenant", "Martin"]);
    await expect(un.annuler(lotId, await personne(base.db, un.id, "lecteur"))).rejects.toMatchObject({
      code: "INTERDIT",
    });
    await expect(deux.annuler(lotId)).rejects.toMatchObject({ code: "INTROUVABLE" });
    await expect(un.annuler("autre chose")).rejects.toMatchObject({ code: "INTROUVABLE" });
    const [range] = await base.db.select().from(dossiers).where(eq(dossiers.etablissementId, un.id));
    expect(range?.apprenant).toMatch(/^MARTIN/);
  });
});
