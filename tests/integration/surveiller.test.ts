import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { dossiers } from "@/db/schema/dossiers";
import { envois } from "@/db/schema/envois";
import type { ObjetJson } from "@/lib/dossier/json";
import type { Contexte } from "@/lib/services/contexte";
import { lireDossier } from "@/lib/services/dossier/lire-dossier";
import { importerFichier } from "@/lib/services/imports/importer-fichier";
import { lireFiltres } from "@/lib/services/rapport/lire-filtres";
import { annulerDepart, declarerDepart } from "@/lib/services/surveiller/declarer-depart";
import { compterASurveiller, lireASurveiller } from "@/lib/services/surveiller/lire-a-surveiller";
import { baseDEssai } from "@/tests/appui/base-d-essai";
import { dossiersRanges, rangerDossiers, sourceValide } from "@/tests/factories/dossiers";
import { nouvelEtablissement, personne } from "@/tests/factories/etablissement";
import { BASE } from "@/tests/fixtures/vecteurs";

const base = baseDEssai();
const injoignable = { chercherOrganisme: async () => ({ genre: "injoignable" as const, raison: "essai" }) };

async function cfa() {
  const etablissement = await nouvelEtablissement(base.db);
  const contexte = await personne(base.db, etablissement.id, "gestionnaire");
  let jour = 1;
  /** The days go by: one an import. */
  const demain = (): Contexte => ({ ...contexte, maintenant: new Date(Date.UTC(2024, 0, jour++, 3)) });
  const cles = [...Object.keys(BASE), "contrat_date_debut_2", "contrat_date_fin_2"].filter(
    (c, i, t) => t.indexOf(c) === i,
  );
  const importer = (...sources: ObjetJson[]) =>
    importerFichier(
      demain(),
      etablissement.uai,
      {
        nom: "a.csv",
        octets: new TextEncoder().encode(
          [cles, ...sources.map((s) => cles.map((cle) => String(s[cle] ?? "")))].map((l) => l.join(";")).join("\n"),
        ),
      },
      injoignable,
    );
  const transmettre = async (...identifiants: string[]) => {
    const ranges = await dossiersRanges(base.db, etablissement.id);
    for (const identifiant of identifiants) {
      const { id: dossierId = "", empreinte: empreinteTransmise = "" } = ranges.get(identifiant) ?? {};
      await base.db
        .update(envois)
        .set({ recuLe: contexte.maintenant, transmisLe: contexte.maintenant, empreinteTransmise })
        .where(eq(envois.dossierId, dossierId));
    }
  };
  const id = async (identifiant: string) =>
    (await dossiersRanges(base.db, etablissement.id)).get(identifiant)?.id ?? "";
  const lire = () => lireASurveiller({ ...contexte, maintenant: new Date("2024-02-01T09:00:00Z") }, etablissement.uai);
  const absents = async () => (await lire()).absents.map((a) => a.apprenant);
  const le = new Date("2024-02-01T09:00:00Z");
  const plusTard = () => {
    jour += 60;
  };
  const { id: etablissementId, uai } = etablissement;
  return {
    etablissementId,
    uai,
    contexte: { ...contexte, maintenant: le },
    importer,
    transmettre,
    id,
    lire,
    absents,
    plusTard,
  };
}

const [un, deux, trois, quatre] = [1, 2, 3, 4].map((n) => sourceValide(n, { nom_apprenant: `N${n}` })) as [
  ObjetJson,
  ObjetJson,
  ObjetJson,
  ObjetJson,
];

describe("Les statuts qui changent d'eux-mêmes", () => {
  it("sont annoncés 30 jours avant, le plus proche d'abord, avec leur date", async () => {
    const { etablissementId, contexte, uai } = await cfa();
    const sansContrat = { contrat_date_debut: null, contrat_date_fin: null };
    await rangerDossiers(base.db, etablissementId, [
      sourceValide(1, { nom_apprenant: "Tard", ...sansContrat, date_entree_formation: "2023-11-20" }),
      sourceValide(2, { nom_apprenant: "Bientôt", ...sansContrat, date_entree_formation: "2023-11-05" }),
      sourceValide(3, { nom_apprenant: "Loin" }),
      sourceValide(4, { nom_apprenant: "Exclu", date_exclusion_formation: "2024-02-10" }),
    ]);
    const { changements } = await lireASurveiller(contexte, uai);
    expect(changements).toMatchObject([
      { apprenant: expect.stringContaining("BIENTÔT"), jour: "2024-02-03", statut: "ABANDON", exclusion: false },
      { apprenant: expect.stringContaining("EXCLU"), jour: "2024-02-10", statut: "ABANDON", exclusion: true },
      { apprenant: expect.stringContaining("TARD"), jour: "2024-02-18", actuel: "INSCRIT", statut: "ABANDON" },
    ]);
    expect(await compterASurveiller(contexte, uai)).toBe(3);
  });
});

describe("Les apprentis que le dernier fichier ne tient plus", () => {
  it("sont ceux que le TBA avait pris, parmi les années de ce fichier, et eux seuls", async () => {
    const { importer, transmettre, absents, contexte, uai } = await cfa();
    const ancien = sourceValide(5, { annee_scolaire: "2022-2023", nom_apprenant: "Ancien" });
    await importer(un, deux, trois, quatre, ancien);
    await transmettre("E-1", "E-2", "E-3", "E-5");
    expect(await absents()).toEqual([]);
    await importer(un, deux, { ...trois, statut: "APP" });
    expect(await absents()).toEqual([]);
    await importer(un, deux);
    expect(await absents()).toEqual([expect.stringContaining("N3")]);
    expect(await compterASurveiller(contexte, uai)).toBe(1);
    await importer(un, deux, trois);
    expect(await absents()).toEqual([]);
  });

  it("ne se déduisent pas d'un fichier partiel, et la page le dit", async () => {
    const { importer, transmettre, lire, absents } = await cfa();
    await importer(un, deux, trois);
    await transmettre("E-1", "E-2", "E-3");
    await importer(un);
    expect(await absents()).toEqual([]);
    expect((await lire()).fichier).toMatchObject({ tenus: 1, tenusAvant: 3, partiel: true });
  });

  it("reçoivent leur date : rupture du contrat qui finit le dernier, prête à partir, et tout s'annule", async () => {
    const { importer, transmettre, lire, absents, contexte, uai, id } = await cfa();
    const deuxContrats = { ...deux, contrat_date_debut_2: "2024-01-02", contrat_date_fin_2: "2025-08-31" };
    await importer(un, deuxContrats);
    await transmettre("E-1", "E-2");
    await importer(un);
    const dossierId = await id("E-2");
    await declarerDepart(contexte, uai, dossierId, { raison: "rupture", date: "15/01/2024", cause: "Démission" });
    const lu = await lireDossier(contexte, uai, dossierId, lireFiltres({}));
    expect(lu).toMatchObject({ etat: "a-transmettre", marques: { accepteTelQuel: false } });
    expect(lu.corrections).toMatchObject({
      contrat_date_rupture_2: { valeur: "2024-01-15" },
      cause_rupture_contrat_2: { valeur: "Démission" },
    });
    expect(await absents()).toEqual([]);
    expect((await lire()).departs).toMatchObject([{ raison: "rupture", date: "2024-01-15", revenu: false }]);
    await annulerDepart(contexte, uai, dossierId);
    expect((await lireDossier(contexte, uai, dossierId, lireFiltres({}))).corrections).toEqual({});
    expect(await absents()).toHaveLength(1);
    expect((await lire()).departs).toEqual([]);
    await expect(annulerDepart(contexte, uai, dossierId)).rejects.toMatchObject({ code: "INTROUVABLE" });
  });

  it("portent l'exclusion, la fin du contrat, ou celle de la formation ; l'erreur ne change rien", async () => {
    const { importer, transmettre, absents, contexte, uai, id, plusTard } = await cfa();
    const sansContrat = { ...trois, contrat_date_debut: null, contrat_date_fin: null, siret_employeur: null };
    const tous = [un, deux, sansContrat, quatre];
    const autres = [5, 6, 7, 8].map((n) => sourceValide(n));
    await importer(...tous, ...autres);
    await transmettre("E-1", "E-2", "E-3", "E-4");
    await importer(...autres);
    expect(await absents()).toHaveLength(4);
    const dire = async (qui: string, raison: string, date = "31/01/2024") =>
      declarerDepart(contexte, uai, await id(qui), { raison, date, cause: "" });
    await expect(dire("E-3", "rupture")).rejects.toMatchObject({
      champs: { date: expect.stringContaining("contrat") },
    });
    await dire("E-1", "exclusion");
    await dire("E-2", "fin");
    await dire("E-3", "fin");
    await dire("E-4", "erreur", "");
    const corrections = async (qui: string) => {
      const [lu] = await base.db
        .select()
        .from(dossiers)
        .where(eq(dossiers.id, await id(qui)));
      return Object.entries(lu?.corrections ?? {}).map(([champ, c]) => [champ, c.valeur]);
    };
    expect(await corrections("E-1")).toEqual([["date_exclusion_formation", "2024-01-31"]]);
    expect(await corrections("E-2")).toEqual([["contrat_date_fin", "2024-01-31"]]);
    expect(await corrections("E-3")).toEqual([["date_fin_formation", "2024-01-31"]]);
    expect(await corrections("E-4")).toEqual([]);
    expect(await absents()).toEqual([]);
    // Back, then gone again: the question is asked again.
    plusTard();
    await importer(quatre, ...autres);
    await importer(...autres);
    expect(await absents()).toEqual([expect.stringContaining("N4")]);
  });

  it("refusent une raison ou une date qui ne veut rien dire, sans rien écrire", async () => {
    const { importer, transmettre, absents, contexte, uai, id } = await cfa();
    await importer(un, deux);
    await transmettre("E-1", "E-2");
    await importer(un);
    const dossierId = await id("E-2");
    const dire = (raison: string, date: string) =>
      declarerDepart(contexte, uai, dossierId, { raison, date, cause: "" });
    await expect(dire("", "")).rejects.toMatchObject({ champs: { raison: expect.any(String) } });
    await expect(dire("rupture", "")).rejects.toMatchObject({ champs: { date: expect.any(String) } });
    await expect(dire("rupture", "31/02/2024")).rejects.toMatchObject({ champs: { date: expect.any(String) } });
    await expect(dire("rupture", "01/01/2020")).rejects.toMatchObject({ champs: { date: expect.any(String) } });
    expect(await absents()).toHaveLength(1);
  });

  it("ne se voient ni ne se déclarent depuis un autre établissement ; un lecteur lit seulement", async () => {
    const [ici, ailleurs] = [await cfa(), await cfa()];
    await ici.importer(un, deux);
    await ici.transmettre("E-1", "E-2");
    await ici.importer(un);
    const dossierId = await ici.id("E-2");
    const saisie = { raison: "erreur", date: "", cause: "" };
    for (const uai of [ailleurs.uai, ici.uai]) {
      await expect(declarerDepart(ailleurs.contexte, uai, dossierId, saisie)).rejects.toMatchObject({
        code: "INTROUVABLE",
      });
      await expect(annulerDepart(ailleurs.contexte, uai, dossierId)).rejects.toMatchObject({ code: "INTROUVABLE" });
    }
    expect(await ailleurs.absents()).toEqual([]);
    const lecteur = await personne(base.db, ici.etablissementId, "lecteur");
    expect((await lireASurveiller(lecteur, ici.uai)).peutAgir).toBe(false);
    await expect(declarerDepart(lecteur, ici.uai, dossierId, saisie)).rejects.toMatchObject({ code: "INTERDIT" });
    await declarerDepart(ici.contexte, ici.uai, dossierId, saisie);
    await expect(annulerDepart(ailleurs.contexte, ailleurs.uai, dossierId)).rejects.toMatchObject({
      code: "INTROUVABLE",
    });
    expect((await ici.lire()).departs).toHaveLength(1);
  });
});
