import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CHAMPS, CHAMPS_TRANSMIS } from "@/lib/dossier/champs";
import { verifierContrat } from "@/lib/dossier/contrat-tba";
import type { ObjetJson } from "@/lib/dossier/json";
import { preparer } from "@/lib/dossier/preparer";
import { appliquerVecteur, BASE, VECTEURS_CONTRAT } from "@/tests/fixtures/vecteurs";

const phrases = (source: ObjetJson) => preparer(source).anomalies.map((a) => a.phrase);
const codes = (source: ObjetJson) => preparer(source).anomalies.map((a) => a.code);

const jsonQuelconque = fc.jsonValue({ maxDepth: 2 });
const dossierQuelconque = fc.dictionary(fc.constantFrom(...CHAMPS.map((c) => c.cle)), jsonQuelconque);

describe("La préparation d'un dossier", () => {
  it("laisse passer le dossier de référence sans rien y changer", () => {
    const prepare = preparer(BASE);
    expect(prepare.bloque).toBe(false);
    expect(prepare.payload).toEqual(BASE);
    expect(prepare.colonnes).toEqual({
      formation: "BTSa TSVO 01/09/2023-31/07/2025",
      apprenant: "LEFÈVRE Zoé",
      employeur: "82409268800026",
      debut: "2023-09-04",
      fin: "2025-08-03",
    });
  });

  it("dit le SIRET trop court avec sa valeur et le remède", () => {
    expect(phrases({ ...BASE, etablissement_formateur_siret: "7776444410001" })).toContain(
      "Le SIRET du formateur a 13 chiffres (7776444410001) : il en faut 14.",
    );
  });

  it("bloque un contrat sans début et une fin avant l'entrée, que le TBA perdrait après les avoir pris", () => {
    const { contrat_date_debut: _, ...sansDebut } = BASE;
    expect(verifierContrat(sansDebut)).toEqual([]);
    expect(codes(sansDebut)).toContain("CONTRAT_SANS_DEBUT");
    expect(codes({ ...BASE, date_fin_formation: "2023-08-01" })).toContain("FIN_AVANT_ENTREE");
  });

  it("signale les valeurs que le TBA perd en silence sans bloquer le dossier", () => {
    const prepare = preparer({ ...BASE, siret_employeur: "8240926880002", duree_theorique_formation_mois: 49 });
    expect(prepare.bloque).toBe(false);
    expect(prepare.anomalies.filter((a) => a.gravite === "avalee").map((a) => a.code)).toEqual([
      "DUREE_PERDUE",
      "SIRET_PERDU",
    ]);
  });

  it("n'envoie ni les colonnes du logiciel ni le numéro de sécurité sociale", () => {
    const { payload } = preparer({ ...BASE, statut: "APP", groupe_formation: "TSVO1", nir_apprenant: "1".repeat(13) });
    expect(payload).toEqual(BASE);
  });

  it("ne tient pour apprentis que les APP et les lignes sans statut", () => {
    expect(preparer({ ...BASE, statut: "app " }).apprenti).toBe(true);
    expect(preparer(BASE).apprenti).toBe(true);
    expect(preparer({ ...BASE, statut: "ELV" }).apprenti).toBe(false);
  });

  it("bloque exactement ce que le TBA refuse, sur tous ses vecteurs", () => {
    for (const vecteur of VECTEURS_CONTRAT) {
      const dossier = appliquerVecteur(vecteur);
      const blames = preparer(dossier)
        .anomalies.filter(
          (a) => a.gravite === "bloquante" && !["CONTRAT_SANS_DEBUT", "FIN_AVANT_ENTREE"].includes(a.code),
        )
        .flatMap((a) => a.champs);
      expect([...new Set(blames)].sort(), vecteur.id).toEqual(
        [...new Set((vecteur.errors ?? []).map((e) => e.path.join(".")))].sort(),
      );
    }
  });

  it("écrit des phrases sans nom technique ni anglais, sur tous les vecteurs", () => {
    for (const vecteur of VECTEURS_CONTRAT) {
      for (const phrase of phrases(appliquerVecteur(vecteur))) {
        expect(phrase).toMatch(/^[A-ZÀ-Ý].*\.$/s);
        expect(phrase.replace(/\([^)]*\)/g, "")).not.toMatch(
          /_|attendu[^ ]*$|expected|invalid|undefined|null|NaN|\[object/,
        );
      }
    }
  });

  it("ne lève jamais d'erreur, quel que soit le JSON reçu", () => {
    fc.assert(
      fc.property(fc.oneof(dossierQuelconque, fc.dictionary(fc.string(), jsonQuelconque)), (dossier) => {
        const prepare = preparer(dossier as ObjetJson);
        expect(preparer(prepare.payload).json).toBe(prepare.json);
      }),
      { numRuns: 500 },
    );
  });

  it("ne lève pas d'erreur sur un objet qui se fait passer pour du texte", () => {
    const piege = { toString: 1, valueOf: 1 };
    for (const { cle } of CHAMPS_TRANSMIS) expect(() => preparer({ ...BASE, [cle]: piege })).not.toThrow();
  });
});
