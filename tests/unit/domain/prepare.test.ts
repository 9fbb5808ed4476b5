import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CHAMPS, TRANSMITTED_CHAMPS } from "@/lib/domain/champs";
import { checkContrat } from "@/lib/domain/contrat-tba";
import type { JsonObject } from "@/lib/domain/json";
import { prepare } from "@/lib/domain/prepare";
import { applyVector, BASE, CONTRAT_VECTORS } from "@/tests/fixtures/vectors";

const sentences = (source: JsonObject) => prepare(source).anomalies.map((a) => a.sentence);
const codes = (source: JsonObject) => prepare(source).anomalies.map((a) => a.code);

const anyJson = fc.jsonValue({ maxDepth: 2 });
const anyDossier = fc.dictionary(fc.constantFrom(...CHAMPS.map((c) => c.key)), anyJson);

describe("La préparation d'un dossier", () => {
  it("laisse passer le dossier de référence sans rien y changer", () => {
    const prepared = prepare(BASE);
    expect(prepared.blocked).toBe(false);
    expect(prepared.payload).toEqual(BASE);
    expect(prepared.columns).toEqual({
      formation: "BTSa TSVO 01/09/2023-31/07/2025",
      apprenant: "LEFÈVRE Zoé",
      employeur: "82409268800026",
      debut: "2023-09-04",
      fin: "2025-08-03",
      exclusion: null,
    });
  });

  it("dit le SIRET trop court avec sa valeur et le remède", () => {
    expect(sentences({ ...BASE, etablissement_formateur_siret: "7776444410001" })).toContain(
      "Le SIRET du formateur a 13 chiffres (7776444410001) : il en faut 14.",
    );
  });

  it("bloque un contrat sans début et une fin avant l'entrée, que le TBA perdrait après les avoir pris", () => {
    const { contrat_date_debut: _, ...withoutDebut } = BASE;
    expect(checkContrat(withoutDebut)).toEqual([]);
    expect(codes(withoutDebut)).toContain("CONTRAT_SANS_DEBUT");
    expect(codes({ ...BASE, date_fin_formation: "2023-08-01" })).toContain("FIN_AVANT_ENTREE");
  });

  it("bloque une formation qui finit le jour de son entrée, à une heure d'avant : le TBA la perdrait", () => {
    const sameDay = (entry: string, fin: string) =>
      codes({ ...BASE, date_entree_formation: entry, date_fin_formation: fin }).includes("FIN_AVANT_ENTREE");
    expect(sameDay("2023-09-04T12:00:00", "2023-09-04")).toBe(true);
    expect(sameDay("2023-09-04T10:00:00Z", "2023-09-04T11:00:00+02:00")).toBe(true);
    expect(sameDay("2023-09-04T12:00:00", "2023-09-04T12:00:00")).toBe(false);
    expect(sameDay("2023-09-04", "2023-09-04")).toBe(false);
    expect(
      sentences({ ...BASE, date_entree_formation: "2023-09-04T12:00:00", date_fin_formation: "2023-09-04" }),
    ).toContain(
      "La formation commence et finit le 04/09/2023, mais l'heure de sa fin vient avant celle de son début : écrivez les deux dates sans heure.",
    );
  });

  it("signale les valeurs que le TBA perd en silence sans bloquer le dossier", () => {
    const prepared = prepare({ ...BASE, siret_employeur: "8240926880002", duree_theorique_formation_mois: 49 });
    expect(prepared.blocked).toBe(false);
    expect(prepared.anomalies.filter((a) => a.severity === "avalee").map((a) => a.code)).toEqual([
      "DUREE_PERDUE",
      "SIRET_PERDU",
    ]);
  });

  it("lit « jamais » et « aucune » comme les programmes les écrivent, où qu'ils soient, sans inventer de jour", () => {
    const never = { date_fin_formation: "9999-12-31T23:59:59.9999999-04:00" };
    const { anomalies, parcours, columns } = prepare({ ...BASE, ...never });
    const said = anomalies.map(({ code }) => code);
    expect(said).toContain("DATE_FICTIVE");
    expect(said).not.toContain("DATE_DECALEE");
    expect(parcours?.at(-1)?.[0]).toBe("9999-12-31");
    expect(columns.formation).toContain("31/12/9999");
    const none = prepare({ ...BASE, date_inscription_formation: "0001-01-01T00:00:00" });
    expect(none.anomalies.map(({ code }) => code)).toContain("DATE_FICTIVE");
  });

  it("ne dit perdue aucune valeur faite d'espaces, dont un logiciel remplit ce qu'il n'a pas", () => {
    const blank = {
      siret_employeur: "  ",
      siret_employeur_2: " ".repeat(14),
      etablissement_lieu_de_formation_siret: "\u00a0",
    };
    const others = { duree_theorique_formation_mois: " ", nom_referent_handicap_formation: " " };
    expect(prepare({ ...BASE, ...blank, ...others }).anomalies).toEqual(
      prepare({ ...BASE, siret_employeur: "", etablissement_lieu_de_formation_siret: "" }).anomalies,
    );
  });

  it("signale un employeur sans contrat et un référent handicap sans prénom ni adresse, que le TBA ne garde pas", () => {
    const lost = (change: JsonObject) =>
      prepare({ ...BASE, ...change })
        .anomalies.filter((a) => a.severity === "avalee")
        .map((a) => a.code);
    expect(lost({ siret_employeur_3: "82409268800026" })).toEqual(["EMPLOYEUR_SANS_CONTRAT"]);
    expect(lost({ siret_employeur_3: "82409268800026", contrat_date_debut_3: "2024-01-08" })).toEqual([]);
    // The contract that has an end without a start is a matter of its own, and blocks.
    expect(lost({ siret_employeur_3: "82409268800026", contrat_date_fin_3: "2024-01-08" })).toEqual([]);
    const referent = { nom_referent_handicap_formation: "Durand" };
    expect(lost(referent)).toEqual(["REFERENT_PERDU"]);
    expect(lost({ ...referent, prenom_referent_handicap_formation: "Luce" })).toEqual([]);
    expect(lost({ ...referent, email_referent_handicap_formation: "luce@example.org" })).toEqual([]);
  });

  it("dit la date que son heure décale d'un jour", () => {
    expect(sentences({ ...BASE, date_entree_formation: "2023-09-01T00:00:00+02:00" })).toContain(
      "La date d'entrée en formation porte une heure (2023-09-01T00:00:00+02:00) : le TBA lira 31/08/2023 au lieu du 01/09/2023, envoyez le jour seul.",
    );
    expect(codes({ ...BASE, date_entree_formation: "2023-09-01T10:00:00+02:00" })).not.toContain("DATE_DECALEE");
  });

  it("n'envoie ni les colonnes du logiciel ni le numéro de sécurité sociale", () => {
    const { payload } = prepare({ ...BASE, statut: "APP", groupe_formation: "TSVO1", nir_apprenant: "1".repeat(13) });
    expect(payload).toEqual(BASE);
  });

  it("ne tient pour apprentis que les APP et les lignes sans statut", () => {
    expect(prepare({ ...BASE, statut: "app " }).apprenti).toBe(true);
    expect(prepare(BASE).apprenti).toBe(true);
    expect(prepare({ ...BASE, statut: "ELV" }).apprenti).toBe(false);
  });

  it("bloque exactement ce que le TBA refuse, sur tous ses vecteurs", () => {
    for (const vector of CONTRAT_VECTORS) {
      const dossier = applyVector(vector);
      const blamed = prepare(dossier)
        .anomalies.filter(
          (a) => a.severity === "bloquante" && !["CONTRAT_SANS_DEBUT", "FIN_AVANT_ENTREE"].includes(a.code),
        )
        .flatMap((a) => a.champs);
      expect([...new Set(blamed)].sort(), vector.id).toEqual(
        [...new Set((vector.errors ?? []).map((e) => e.path.join(".")))].sort(),
      );
    }
  });

  it("écrit des phrases sans nom technique ni anglais, sur tous les vecteurs", () => {
    for (const vector of CONTRAT_VECTORS) {
      for (const sentence of sentences(applyVector(vector))) {
        expect(sentence).toMatch(/^[A-ZÀ-Ý].*\.$/s);
        expect(sentence.replace(/\([^)]*\)/g, "")).not.toMatch(
          /_|attendu[^ ]*$|expected|invalid|undefined|null|NaN|\[object/,
        );
      }
    }
  });

  it("ne lève jamais d'erreur, quel que soit le JSON reçu", () => {
    fc.assert(
      fc.property(fc.oneof(anyDossier, fc.dictionary(fc.string(), anyJson)), (dossier) => {
        const prepared = prepare(dossier as JsonObject);
        expect(prepare(prepared.payload).json).toBe(prepared.json);
      }),
      { numRuns: 500 },
    );
  });

  it("ne lève pas d'erreur sur un objet qui se fait passer pour du texte", () => {
    const trap = { toString: 1, valueOf: 1 };
    for (const { key } of TRANSMITTED_CHAMPS) expect(() => prepare({ ...BASE, [key]: trap })).not.toThrow();
  });
});
