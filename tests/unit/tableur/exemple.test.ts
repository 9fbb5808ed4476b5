import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { cleDeSiretJuste } from "@/lib/dossier/anomalies/siret";
import { type ErreurContrat, verifierContrat } from "@/lib/dossier/contrat-tba";
import type { Json, ObjetJson } from "@/lib/dossier/json";
import { preparer } from "@/lib/dossier/preparer";
import { prochainChangement, type StatutTba, statutAuJour } from "@/lib/dossier/statut";
import { lignesDuTableau } from "@/lib/tableur/lignes-du-tableau";
import { lireTableau } from "@/lib/tableur/lire-tableau";
import { CFA_EXEMPLE } from "@/scripts/demo/exemple/cfa";
import { classeurExemple } from "@/scripts/demo/exemple/classeur-exemple";
import { ENTETES, ENTETES_DU_MODELE } from "@/scripts/demo/exemple/colonnes";

const AUJOURDHUI = "2026-11-24";
const DANS_30_JOURS = "2026-12-24";
const MO = 1024 * 1024;

const lireFichier = (chemin: string) => lireTableau(new Uint8Array(readFileSync(chemin)), chemin, 10 * MO);
const tableau = await lireFichier("scripts/demo/exemple/apprenants-exemple.xlsx");
const { lignes, ecartees, colonnesIgnorees } = lignesDuTableau(tableau);
const sources = lignes.map((ligne) => ligne.source);
const apprentis = sources.filter((source) => source.statut === "APP");
const erreurs = new Map<ObjetJson, ErreurContrat[]>(apprentis.map((source) => [source, verifierContrat(source)]));
const champsRefuses = (source: ObjetJson) => (erreurs.get(source) ?? []).map((erreur) => erreur.champ);
const texte = (valeur: Json | undefined) => String(valeur ?? "");

const SIRET_FORMATEUR = "etablissement_formateur_siret";
const INSCRIPTION = "date_inscription_formation";
const UAI_RESPONSABLE = "etablissement_responsable_uai";
const bloques = (...champs: string[]) => apprentis.filter((source) => champsRefuses(source).join() === champs.join());

describe("Le fichier d'exemple", () => {
  it("est bien celui que son générateur écrit", async () => {
    expect(await lireTableau(await classeurExemple(), "apprenants-exemple.xlsx", MO)).toEqual(tableau);
  });

  it("a les en-têtes du modèle du TBA, dans son ordre, puis ceux du logiciel", async () => {
    const modele = await lireFichier("tests/fixtures/modele-import-29012025.xlsx");
    expect(ENTETES_DU_MODELE).toEqual(modele.entetes);
    expect(tableau.entetes).toEqual(ENTETES);
  });

  it("se lit en entier : 57 apprentis et 7 autres, aucune ligne écartée, aucune colonne ignorée", () => {
    expect(ecartees).toEqual([]);
    expect(colonnesIgnorees).toEqual([]);
    expect(sources).toHaveLength(64);
    expect(apprentis).toHaveLength(57);
    const statuts = sources.map((source) => source.statut).filter((statut) => statut !== "APP");
    expect(statuts.sort()).toEqual(["ELV", "ELV", "ELV", "ELV", "STA", "STA", "STA"]);
    expect(new Set(sources.map((source) => source.id_erp_apprenant)).size).toBe(64);
  });

  it("40 dossiers sont refusés, pour trois causes seulement, et 17 acceptés", () => {
    expect(bloques()).toHaveLength(17);
    expect(bloques(SIRET_FORMATEUR)).toHaveLength(28);
    expect(bloques(INSCRIPTION, SIRET_FORMATEUR)).toHaveLength(3);
    expect(bloques(INSCRIPTION)).toHaveLength(4);
    expect(bloques(UAI_RESPONSABLE)).toHaveLength(5);
  });

  it("chaque cause porte la même valeur fausse, ou touche le même groupe", () => {
    const fautifs = (champ: string) => apprentis.filter((source) => champsRefuses(source).includes(champ));
    const valeurs = (champ: string) => new Set(fautifs(champ).map((source) => source[champ]));
    expect(valeurs(SIRET_FORMATEUR)).toEqual(new Set([CFA_EXEMPLE.siret.slice(0, 13)]));
    expect(valeurs(UAI_RESPONSABLE)).toEqual(new Set([CFA_EXEMPLE.uai.slice(1)]));
    expect(valeurs(INSCRIPTION)).toEqual(new Set([undefined]));
    expect(new Set(fautifs(INSCRIPTION).map((source) => source.groupe_formation)).size).toBe(1);
  });

  it("a aussi de quoi montrer ce que le TBA perd ou comprend mal", () => {
    const employeurs = apprentis.flatMap((s) => [s.siret_employeur, s.siret_employeur_2].filter(Boolean).map(texte));
    expect(employeurs.filter((siret) => siret.length === 13)).toHaveLength(2);
    const entiers = employeurs.filter((siret) => /^\d{14}$/.test(siret));
    expect(entiers).toHaveLength(employeurs.length - 2);
    expect(entiers.filter((siret) => !cleDeSiretJuste(siret))).toHaveLength(1);
    expect(apprentis.filter((s) => s.formation_cfd === undefined)).toHaveLength(3);
    expect(apprentis.filter((s) => !/^\d{9}[A-Z]{2}$/.test(texte(s.ine_apprenant)))).toHaveLength(1);
  });

  it("ne donne lieu à aucune autre anomalie", () => {
    const codes = new Map<string, number>();
    for (const source of apprentis) {
      for (const { code } of preparer(source, {}).anomalies) codes.set(code, (codes.get(code) ?? 0) + 1);
    }
    expect([...codes.values()].sort((a, b) => a - b)).toEqual([1, 1, 2, 3, 5, 7, 31]);
  });

  it("les statuts du jour : presque tous en contrat, six inscrits dont cinq passeront en abandon sous 30 jours", () => {
    const comptes: Partial<Record<StatutTba, number>> = {};
    let abandonsProches = 0;
    for (const source of apprentis) {
      const parcours = preparer(source, {}).parcours ?? [];
      const statut = statutAuJour(parcours, AUJOURDHUI);
      comptes[statut] = (comptes[statut] ?? 0) + 1;
      const [jour = "", suivant] = prochainChangement(parcours, AUJOURDHUI) ?? [];
      if (suivant === "ABANDON" && jour <= DANS_30_JOURS) abandonsProches += 1;
    }
    expect(comptes).toEqual({ APPRENTI: 50, INSCRIT: 6, ABANDON: 1 });
    expect(abandonsProches).toBe(5);
    expect(apprentis.filter((s) => s.contrat_date_debut_2 !== undefined)).toHaveLength(2);
  });

  it("l'établissement inventé a un UAI et un SIRET aux clés justes", () => {
    const { uai, siret } = CFA_EXEMPLE;
    expect("ABCDEFGHJKLMNPRSTUVWXYZ"[Number(uai.slice(0, 7)) % 23]).toBe(uai.slice(7));
    expect(cleDeSiretJuste(siret)).toBe(true);
  });

  it("a les cellules d'un vrai fichier : codes postaux en nombres, dates en dates ou en textes, oui en toutes lettres", () => {
    const colonne = (nom: string) => tableau.lignes.map((l) => l.cellules[ENTETES.indexOf(nom)] ?? null);
    expect(colonne("code_postal_apprenant *").every((c) => typeof c === "number")).toBe(true);
    expect(colonne("code_postal_de_naissance_apprenant")).toContain(1000);
    expect(colonne("type_cfa")).toContain(9);
    expect(new Set(colonne("rqth_apprenant"))).toEqual(new Set(["OUI", "NON", false]));
    const naissances = colonne("date_de_naissance_apprenant *").map(String);
    for (const forme of [/^\d{4}-\d\d-\d\d$/, /^\d\d\/\d\d\/\d{4}$/, /^\d\d\/\d\d\/\d\d$/]) {
      expect(naissances.some((naissance) => forme.test(naissance))).toBe(true);
    }
    expect(sources.every((s) => /^(19|20)\d\d-\d\d-\d\d$/.test(texte(s.date_de_naissance_apprenant)))).toBe(true);
    expect(sources.every((s) => texte(s.email_contact).endsWith("@example.org"))).toBe(true);
    expect(sources.every((s) => /^01 ?99 ?00/.test(texte(s.tel_apprenant)))).toBe(true);
  });
});
