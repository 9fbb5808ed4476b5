import { describe, expect, it } from "vitest";
import { correctDossier } from "@/lib/services/dossiers/correct-dossier";
import { loadDossier } from "@/lib/services/dossiers/load-dossier";
import { loadRapport } from "@/lib/services/rapport/load-rapport";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import { storeDossiers, storedDossiers, validSource } from "@/tests/factories/dossiers";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();

async function rapport() {
  const cfa = await newEtablissement(database.db);
  const ctx = { ...(await person(database.db, cfa.id, "lecteur")), now: new Date("2024-01-15T09:00:00Z") };
  await storeDossiers(database.db, cfa.id, [
    validSource(1, { nom_apprenant: "Éloi", nom_employeur: "Boulangerie 100% blé", groupe_formation: "TSVO1" }),
    validSource(2, { nom_apprenant: "Zoé", nom_employeur: "Garage_du_Lac", groupe_formation: "TSTC2" }),
    validSource(3, {
      nom_apprenant: "elbert",
      groupe_formation: "TSTC2",
      contrat_date_debut: null,
      contrat_date_fin: null,
      etablissement_formateur_siret: "7776444410001",
    }),
    validSource(4, { statut: "ELV" }),
  ]);
  const read = async (params: Record<string, string | string[]>) => {
    const got = await within(ctx, cfa.uai, loadRapport, parseFilters(params));
    return { ...got, names: got.rows.map((l) => l.apprenant.split(" ")[0]) };
  };
  return { ctx, cfa, read };
}

describe("Le rapport de transmission", () => {
  it("ne montre que les apprentis, numérotés, avec leurs états et leurs comptes", async () => {
    const { read } = await rapport();
    const all = await read({});
    expect(all).toMatchObject({ total: 3, filters: 3, pages: 1, names: ["ÉLOI", "ZOÉ", "ELBERT"] });
    expect(all.byEtat).toEqual({ invalide: 1, "a-transmettre": 2, transmis: 0, refuse: 0 });
    expect(all.rows[0]).toMatchObject({
      numero: 1,
      statut: "APPRENTI",
      since: "2023-09-04",
      debut: "2023-09-04",
      fin: "2025-08-03",
    });
    expect(all.rows[2]).toMatchObject({ numero: 3, statut: "ABANDON", debut: null, employeur: "" });
    expect(all.choice.formation).toEqual(["TSTC2", "TSVO1"]);
  });

  it("cherche sans accents ni casse, et prend % et _ au pied de la lettre", async () => {
    const { read } = await rapport();
    expect((await read({ apprenant: "eloi" })).names).toEqual(["ÉLOI"]);
    for (const apprenant of ["éloi zoé", "Zoé  Éloi", "zo elo"])
      expect((await read({ apprenant })).names, apprenant).toEqual(["ÉLOI"]);
    expect((await read({ apprenant: "éloi martin" })).names).toEqual([]);
    expect((await read({ employeur: "100%" })).names).toEqual(["ÉLOI"]);
    expect((await read({ employeur: "garage_du" })).names).toEqual(["ZOÉ"]);
    expect((await read({ employeur: "garage%lac" })).names).toEqual([]);
    expect((await read({ formation: "tstc2", etat: "invalide" })).names).toEqual(["ELBERT"]);
    expect((await read({ statut: "ABANDON" })).names).toEqual(["ELBERT"]);
    expect((await read({ debut: "04/09" })).names).toEqual(["ÉLOI", "ZOÉ"]);
    for (const debut of ["2023", "09/2023", "04/09/2023", "9/2023", "04-09-2023"]) {
      expect((await read({ debut })).names, debut).toEqual(["ÉLOI", "ZOÉ"]);
    }
    for (const debut of ["2022", "08/2023", "10/2023", "03/09/2023", "05/09/2023", "13/2023", "31/02/2023", "0000"]) {
      expect((await read({ debut })).names, debut).toEqual([]);
    }
    for (const debut of ["4/9/2023", "01/09/2023 - 30/09/2023", "2022-2023", "8/2023 à 9/2023", "4/9/2023 au 2024"]) {
      expect((await read({ debut })).names, debut).toEqual(["ÉLOI", "ZOÉ"]);
    }
    for (const debut of ["5/9/2023 - 30/09/2023", "2021-2022", "30/09/2023 - 01/09/2023"]) {
      expect((await read({ debut })).names, debut).toEqual([]);
    }
    expect((await read({ fin: "2025-08-03" })).names).toEqual(["ÉLOI", "ZOÉ"]);
    expect((await read({ numero: "2" })).names).toEqual(["ZOÉ"]);
  });

  it("trie le français comme un Français, les vides à la fin", async () => {
    const { read } = await rapport();
    expect((await read({ tri: "apprenant" })).names).toEqual(["ELBERT", "ÉLOI", "ZOÉ"]);
    expect((await read({ tri: "apprenant", sens: "desc" })).names).toEqual(["ZOÉ", "ÉLOI", "ELBERT"]);
    expect((await read({ tri: "employeur", sens: "desc" })).names).toEqual(["ZOÉ", "ÉLOI", "ELBERT"]);
  });

  it("annonce et retrouve ceux qui changeront de statut d'eux-mêmes dans les 30 jours", async () => {
    const { cfa, ctx, read } = await rapport();
    const inscrit = { contrat_date_debut: null, contrat_date_fin: null, date_entree_formation: "2023-11-01" };
    await storeDossiers(database.db, cfa.id, [validSource(5, { nom_apprenant: "Bientôt", ...inscrit })]);
    const found = await read({ statut: "bientot-ABANDON" });
    expect(found.names).toEqual(["BIENTÔT"]);
    expect(found.choice.soon).toEqual(["ABANDON"]);
    expect(found.rows[0]?.nextChange).toEqual({ day: "2024-01-30", statut: "ABANDON" });
    const earlier = await within(
      { ...ctx, now: new Date("2023-12-30T09:00:00Z") },
      cfa.uai,
      loadRapport,
      parseFilters({}),
    );
    expect(earlier.choice.soon).toEqual([]);
  });

  it("garde plusieurs formations et plusieurs états ; un nom de formation ne garde qu'elle, un bout de nom toutes", async () => {
    const { cfa, read } = await rapport();
    await storeDossiers(database.db, cfa.id, [
      validSource(6, { nom_apprenant: "Suite", groupe_formation: "TSTC2 bis", annee_scolaire: "2024-2025" }),
    ]);
    expect((await read({ formation: "TSTC2" })).names).toEqual(["ZOÉ", "ELBERT"]);
    expect((await read({ formation: "TSTC" })).names).toEqual(["ZOÉ", "ELBERT", "SUITE"]);
    expect((await read({ formation: ["TSVO1", "TSTC2 bis"] })).names).toEqual(["ÉLOI", "SUITE"]);
    const both = { formation: ["TSVO1", "TSTC2"], etat: ["invalide", "inconnu", "transmis"] };
    expect((await read(both)).names).toEqual(["ELBERT"]);
    expect(parseFilters(both).searches).toEqual({ ...both, etat: ["invalide", "transmis"] });
    const many = Array.from({ length: 500 }, (_, n) => `F${n}`);
    expect(parseFilters({ formation: many, apprenant: ["a", "b"] }).searches).toEqual({
      formation: many.slice(0, 40),
      apprenant: ["a"],
    });
  });

  it("offre les années scolaires de l'établissement, la dernière d'abord, et garde l'une d'elles", async () => {
    const { cfa, read } = await rapport();
    await storeDossiers(database.db, cfa.id, [validSource(6, { nom_apprenant: "Suite", annee_scolaire: "2024-2025" })]);
    const { names, choice } = await read({ annee: "2024-2025" });
    expect(choice.annee).toEqual(["2024-2025", "2023-2024"]);
    expect(names).toEqual(["SUITE"]);
    expect((await read({ annee: "2031-2032" })).names).toEqual([]);
  });

  it("range un dossier dont l'année scolaire est corrigée sous celle qui part au TBA, sur sa page comme au rapport", async () => {
    const { cfa, read } = await rapport();
    const ctx = await person(database.db, cfa.id, "gestionnaire");
    const id = (await storedDossiers(database.db, cfa.id)).get("E-1")?.id ?? "";
    const page = () => within(ctx, cfa.uai, loadDossier, id, parseFilters({}));
    const { version } = await page();
    const inputs = [{ champ: "annee_scolaire" as const, before: "2023-2024", typed: "2024-2025" }];
    await within(ctx, cfa.uai, correctDossier, id, { version, inputs });
    expect((await read({ annee: "2024-2025" })).names).toEqual(["ÉLOI"]);
    expect((await read({ annee: "2023-2024" })).names).toEqual(["ZOÉ", "ELBERT"]);
    expect((await page()).anneeScolaire).toBe("2024-2025");
  });

  it("ignore ce qu'une adresse ne devrait pas demander", async () => {
    const { read } = await rapport();
    for (const page of ["0", "-1", "1e9", "abc", "999"]) expect((await read({ page })).names).toHaveLength(3);
    expect((await read({ tri: "payload; drop table dossiers", sens: "x", statut: "x", etat: "y" })).names).toHaveLength(
      3,
    );
    expect((await read({ apprenant: "\u0000" })).names).toHaveLength(3);
    expect((await read({ apprenant: "'; --" })).names).toEqual([]);
  });
});
