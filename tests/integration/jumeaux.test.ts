import { describe, expect, it } from "vitest";
import { repreparerEtablissement } from "@/lib/services/dossiers/repreparer";
import { importerFichier } from "@/lib/services/imports/importer-fichier";
import { annulerJumeaux, declarerJumeaux } from "@/lib/services/surveiller/declarer-jumeaux";
import { compterASurveiller, lireASurveiller } from "@/lib/services/surveiller/lire-a-surveiller";
import { baseDEssai } from "@/tests/appui/base-d-essai";
import { dossiersRanges } from "@/tests/factories/dossiers";
import { nouvelEtablissement, personne } from "@/tests/factories/etablissement";

const base = baseDEssai();
const ENTETES = "id_erp_apprenant;nom;prénom;date de naissance;année scolaire;email";
const LEA = "Martin;Léa;01/01/2005;2026-2027;";

async function cfa() {
  const etablissement = await nouvelEtablissement(base.db);
  const contexte = await personne(base.db, etablissement.id, "gestionnaire");
  const importer = (...lignes: string[]) =>
    importerFichier(contexte, etablissement.uai, {
      nom: "a.csv",
      octets: new TextEncoder().encode([ENTETES, ...lignes].join("\n")),
    });
  const signales = async () =>
    [...(await dossiersRanges(base.db, etablissement.id)).values()]
      .filter((d) => d.anomalies.some((a) => a.code === "PERSONNE_EN_DOUBLE"))
      .map((d) => d.idErpApprenant)
      .sort();
  const paires = async () =>
    (await lireASurveiller(contexte, etablissement.uai)).doubles.map((p) => p.map((d) => d.identifiant));
  return { ...etablissement, contexte, importer, signales, paires };
}

describe("« Ce sont des jumeaux »", () => {
  it("se répond une fois pour toutes, et s'annule", async () => {
    const { id, uai, contexte, importer, signales, paires } = await cfa();
    await importer(`B;${LEA}b@ex.fr`, `A;${LEA}a@ex.fr`);
    expect(await paires()).toEqual([["A", "B"]]);
    expect(await compterASurveiller(contexte, uai)).toBe(1);
    await declarerJumeaux(contexte, uai, "B", "A");
    expect(await signales()).toEqual([]);
    expect(await paires()).toEqual([]);
    // Neither an import, nor a preparation again, nor a correction brings it back.
    await importer(`A;${LEA}autre@ex.fr`, `B;${LEA}b2@ex.fr`);
    await repreparerEtablissement(base.db, id);
    expect(await signales()).toEqual([]);
    expect((await lireASurveiller(contexte, uai)).jumeaux).toMatchObject([{ premier: "A", second: "B" }]);
    await annulerJumeaux(contexte, uai, "A", "B");
    expect(await signales()).toEqual(["A", "B"]);
  });

  it("ne vaut que pour ces deux-là : un troisième reste signalé", async () => {
    const { uai, contexte, importer, signales, paires } = await cfa();
    await importer(`A;${LEA}`, `B;${LEA}`, `C;${LEA}`);
    await declarerJumeaux(contexte, uai, "A", "B");
    expect(await paires()).toEqual([
      ["A", "C"],
      ["B", "C"],
    ]);
    expect(await signales()).toEqual(["A", "B", "C"]);
    await declarerJumeaux(contexte, uai, "A", "C");
    await declarerJumeaux(contexte, uai, "C", "B");
    expect(await signales()).toEqual([]);
  });

  it("n'est dit ni de deux inconnus, ni d'un autre établissement, ni par un lecteur", async () => {
    const [ici, ailleurs] = [await cfa(), await cfa()];
    await ici.importer(`A;${LEA}`, `B;${LEA}`, "C;Autre;Zoé;02/02/2004;2026-2027;");
    await ailleurs.importer(`A;${LEA}`, `B;${LEA}`);
    for (const [a, b] of [
      ["A", "C"],
      ["A", "A"],
      ["X", "Y"],
    ] as const) {
      await expect(declarerJumeaux(ici.contexte, ici.uai, a, b)).rejects.toMatchObject({ code: "INTROUVABLE" });
    }
    const lecteur = await personne(base.db, ici.id, "lecteur");
    await expect(declarerJumeaux(lecteur, ici.uai, "A", "B")).rejects.toMatchObject({ code: "INTERDIT" });
    await declarerJumeaux(ici.contexte, ici.uai, "A", "B");
    expect(await ailleurs.signales()).toEqual(["A", "B"]);
    await expect(annulerJumeaux(ailleurs.contexte, ailleurs.uai, "A", "B")).rejects.toMatchObject({
      code: "INTROUVABLE",
    });
    await expect(annulerJumeaux(lecteur, ici.uai, "A", "B")).rejects.toMatchObject({ code: "INTERDIT" });
    expect(await ici.signales()).toEqual([]);
  });
});
