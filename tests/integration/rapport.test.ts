import { describe, expect, it } from "vitest";
import { lireFiltres } from "@/lib/services/rapport/lire-filtres";
import { lireRapport } from "@/lib/services/rapport/lire-rapport";
import { baseDEssai } from "@/tests/appui/base-d-essai";
import { rangerDossiers, sourceValide } from "@/tests/factories/dossiers";
import { nouvelEtablissement, personne } from "@/tests/factories/etablissement";

const base = baseDEssai();

async function rapport() {
  const cfa = await nouvelEtablissement(base.db);
  const contexte = { ...(await personne(base.db, cfa.id, "lecteur")), maintenant: new Date("2024-01-15T09:00:00Z") };
  await rangerDossiers(base.db, cfa.id, [
    sourceValide(1, { nom_apprenant: "Éloi", nom_employeur: "Boulangerie 100% blé", groupe_formation: "TSVO1" }),
    sourceValide(2, { nom_apprenant: "Zoé", nom_employeur: "Garage_du_Lac", groupe_formation: "TSTC2" }),
    sourceValide(3, {
      nom_apprenant: "elbert",
      groupe_formation: "TSTC2",
      contrat_date_debut: null,
      contrat_date_fin: null,
      etablissement_formateur_siret: "7776444410001",
    }),
    sourceValide(4, { statut: "ELV" }),
  ]);
  const lire = async (parametres: Record<string, string>) => {
    const lu = await lireRapport(contexte, cfa.uai, lireFiltres(parametres));
    return { ...lu, noms: lu.lignes.map((l) => l.apprenant.split(" ")[0]) };
  };
  return { contexte, cfa, lire };
}

describe("Le rapport de transmission", () => {
  it("ne montre que les apprentis, numérotés, avec leurs états et leurs comptes", async () => {
    const { lire } = await rapport();
    const tout = await lire({});
    expect(tout).toMatchObject({ total: 3, filtres: 3, pages: 1, noms: ["ÉLOI", "ZOÉ", "ELBERT"] });
    expect(tout.parEtat).toEqual({ invalide: 1, "a-transmettre": 2, transmis: 0, refuse: 0 });
    expect(tout.lignes[0]).toMatchObject({ numero: 1, statut: "APPRENTI", debut: "2023-09-04", fin: "2025-08-03" });
    expect(tout.lignes[2]).toMatchObject({ numero: 3, statut: "ABANDON", debut: null, employeur: "" });
    expect(tout.choix.formation).toEqual(["TSTC2", "TSVO1"]);
  });

  it("cherche sans accents ni casse, et prend % et _ au pied de la lettre", async () => {
    const { lire } = await rapport();
    expect((await lire({ apprenant: "eloi" })).noms).toEqual(["ÉLOI"]);
    expect((await lire({ employeur: "100%" })).noms).toEqual(["ÉLOI"]);
    expect((await lire({ employeur: "garage_du" })).noms).toEqual(["ZOÉ"]);
    expect((await lire({ employeur: "garage%lac" })).noms).toEqual([]);
    expect((await lire({ formation: "tstc2", etat: "invalide" })).noms).toEqual(["ELBERT"]);
    expect((await lire({ statut: "ABANDON" })).noms).toEqual(["ELBERT"]);
    expect((await lire({ debut: "04/09" })).noms).toEqual(["ÉLOI", "ZOÉ"]);
    expect((await lire({ fin: "2025-08-03" })).noms).toEqual(["ÉLOI", "ZOÉ"]);
    expect((await lire({ numero: "2" })).noms).toEqual(["ZOÉ"]);
  });

  it("trie le français comme un Français, les vides à la fin", async () => {
    const { lire } = await rapport();
    expect((await lire({ tri: "apprenant" })).noms).toEqual(["ELBERT", "ÉLOI", "ZOÉ"]);
    expect((await lire({ tri: "apprenant", sens: "desc" })).noms).toEqual(["ZOÉ", "ÉLOI", "ELBERT"]);
    expect((await lire({ tri: "employeur", sens: "desc" })).noms).toEqual(["ZOÉ", "ÉLOI", "ELBERT"]);
  });

  it("annonce et retrouve ceux qui changeront de statut d'eux-mêmes dans les 30 jours", async () => {
    const { cfa, contexte, lire } = await rapport();
    const inscrit = { contrat_date_debut: null, contrat_date_fin: null, date_entree_formation: "2023-11-01" };
    await rangerDossiers(base.db, cfa.id, [sourceValide(5, { nom_apprenant: "Bientôt", ...inscrit })]);
    const trouve = await lire({ statut: "bientot-ABANDON" });
    expect(trouve.noms).toEqual(["BIENTÔT"]);
    expect(trouve.choix.bientot).toEqual(["ABANDON"]);
    expect(trouve.lignes[0]?.prochainChangement).toEqual({ jour: "2024-01-30", statut: "ABANDON" });
    const plusTot = await lireRapport(
      { ...contexte, maintenant: new Date("2023-12-30T09:00:00Z") },
      cfa.uai,
      lireFiltres({}),
    );
    expect(plusTot.choix.bientot).toEqual([]);
  });

  it("ignore ce qu'une adresse ne devrait pas demander", async () => {
    const { lire } = await rapport();
    for (const page of ["0", "-1", "1e9", "abc", "999"]) expect((await lire({ page })).noms).toHaveLength(3);
    expect((await lire({ tri: "payload; drop table dossiers", sens: "x", statut: "x", etat: "y" })).noms).toHaveLength(
      3,
    );
    expect((await lire({ apprenant: "\u0000" })).noms).toHaveLength(3);
    expect((await lire({ apprenant: "'; --" })).noms).toEqual([]);
  });
});
