import { readFileSync } from "node:fs";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { dossiers } from "@/db/schema/dossiers";
import { imports } from "@/db/schema/imports";
import { importerFichier } from "@/lib/services/imports/importer-fichier";
import { lireFiltres } from "@/lib/services/rapport/lire-filtres";
import { lireRapport } from "@/lib/services/rapport/lire-rapport";
import { baseDEssai } from "@/tests/appui/base-d-essai";
import { dossiersRanges } from "@/tests/factories/dossiers";
import { nouvelEtablissement, personne } from "@/tests/factories/etablissement";

const base = baseDEssai();
const EXEMPLE = new Uint8Array(readFileSync("scripts/demo/exemple/apprenants-exemple.xlsx"));
const MODELE = new Uint8Array(readFileSync("tests/fixtures/modele-import-29012025.xlsx"));

async function cfa() {
  const etablissement = await nouvelEtablissement(base.db);
  const contexte = await personne(base.db, etablissement.id, "gestionnaire");
  const importer = (octets: Uint8Array, nom = "essai.xlsx") =>
    importerFichier(contexte, etablissement.uai, { nom, octets });
  const csv = (...lignes: string[]) => importer(new TextEncoder().encode(lignes.join("\n")), "essai.csv");
  const ranges = () => dossiersRanges(base.db, etablissement.id);
  return { ...etablissement, contexte, importer, csv, ranges };
}

const ENTETES = "nom;prénom;date de naissance;année scolaire;email";

describe("L'import d'un fichier", () => {
  it("prend l'exemple : 57 apprentis dont 40 invalides, et garde les autres hors du rapport", async () => {
    const { contexte, uai, importer } = await cfa();
    expect(await importer(EXEMPLE)).toMatchObject({ lignes: 64, crees: 64, nonApprentis: 7, ecartees: [] });
    const rapport = await lireRapport(contexte, uai, lireFiltres({}));
    expect(rapport.total).toBe(57);
    expect(rapport.parEtat).toEqual({ invalide: 40, "a-transmettre": 17, transmis: 0, refuse: 0 });
    const numeros = (await lireRapport(contexte, uai, lireFiltres({ page: "2" }))).lignes.map((l) => l.numero);
    expect(numeros).toEqual([51, 52, 53, 54, 55, 56, 57]);
  });

  it("ne change rien au second import du même fichier", async () => {
    const { importer, ranges } = await cfa();
    await importer(EXEMPLE);
    const avant = await ranges();
    const { id, ...second } = await importer(EXEMPLE);
    expect(second).toMatchObject({ crees: 0, modifies: 0, inchanges: 64 });
    // Only which import held them last.
    const attendus = [...avant].map(([identifiant, d]) => [identifiant, { ...d, importId: id }] as const);
    expect(await ranges()).toEqual(new Map(attendus));
  });

  it("prend le modèle du TBA, qui n'a pas d'identifiant, et en donne un qui ne bouge plus", async () => {
    const { importer, ranges } = await cfa();
    expect(await importer(MODELE)).toMatchObject({ lignes: 1, crees: 1 });
    const [identifiant] = (await ranges()).keys();
    expect(identifiant).toMatch(/^PTBA-/);
    expect(await importer(MODELE)).toMatchObject({ crees: 0, inchanges: 1 });
    expect([...(await ranges()).keys()]).toEqual([identifiant]);
  });

  it("garde l'identité d'un apprenant dont le nom a été corrigé", async () => {
    const { csv, ranges } = await cfa();
    await csv(ENTETES, "Matrin;Léa;29/02/2004;2026-2027;lea@example.org");
    const avant = await ranges();
    expect(await csv(ENTETES, "Martin;Léa;29/02/2004;2026-2027;lea@example.org")).toMatchObject({
      crees: 0,
      modifies: 1,
    });
    const apres = await ranges();
    expect([...apres.keys()]).toEqual([...avant.keys()]);
    expect([...apres.values()][0]).toMatchObject({ apprenant: "MARTIN Léa", numero: 1 });
  });

  it("ouvre un autre dossier, sous la même identité, pour une autre année", async () => {
    const { id, csv } = await cfa();
    await csv(ENTETES, "Martin;Léa;29/02/2004;2025-2026;", "Martin;Léa;29/02/2004;2026-2027;");
    const lus = await base.db.select().from(dossiers).where(eq(dossiers.etablissementId, id));
    expect(lus).toHaveLength(2);
    expect(new Set(lus.map((d) => d.idErpApprenant)).size).toBe(1);
  });

  it("corrige l'année mal écrite sur le même dossier", async () => {
    const { csv, ranges } = await cfa();
    await csv(`id_erp_apprenant;${ENTETES}`, "E-1;Martin;Léa;29/02/2004;2026;");
    expect(await csv(`id_erp_apprenant;${ENTETES}`, "E-1;Martin;Léa;29/02/2004;2026-2027;")).toMatchObject({
      crees: 0,
      modifies: 1,
    });
    expect((await ranges()).get("E-1")).toMatchObject({ anneeScolaire: "2026-2027", numero: 1 });
  });

  it("écarte les lignes sans nom et les répétitions, avec leur numéro ; les autres passent", async () => {
    const { csv } = await cfa();
    const bilan = await csv(
      ENTETES,
      "Martin;Léa;29/02/2004;2026-2027;",
      ";Jean;01/01/2005;;",
      "MARTIN;lea;29/02/2004;2026-2027;",
    );
    expect(bilan).toMatchObject({ lignes: 3, crees: 1 });
    expect(bilan.ecartees.map((e) => e.raison)).toEqual([
      "Ligne 3 : il manque le nom.",
      "Ligne 4 : même apprenant et même année que la ligne 2, qui est gardée.",
    ]);
  });

  it("laisse tenir une correction que la source ne contredit pas", async () => {
    const { id, csv, ranges } = await cfa();
    const fichier = [`id_erp_apprenant;${ENTETES}`, "E-1;Matrin;Léa;29/02/2004;2026-2027;"] as const;
    await csv(...fichier);
    await base.db
      .update(dossiers)
      .set({ corrections: { nom_apprenant: { valeur: "Martin", source: "Matrin" } } })
      .where(eq(dossiers.etablissementId, id));
    await csv(fichier[0], "E-1;Matrin;Léa;29/02/2004;2026-2027;lea@example.org");
    expect((await ranges()).get("E-1")).toMatchObject({ apprenant: "MARTIN Léa" });
    await csv(fichier[0], "E-1;Martine;Léa;29/02/2004;2026-2027;lea@example.org");
    expect((await ranges()).get("E-1")).toMatchObject({ apprenant: "MARTINE Léa", corrections: {} });
  });

  it("refuse d'une phrase ce qui n'est pas un fichier d'apprenants, et n'écrit rien", async () => {
    const { id, importer, csv, ranges } = await cfa();
    const octets = (texte: string) => new TextEncoder().encode(texte);
    await expect(importer(octets("ceci n'est pas un classeur"))).rejects.toMatchObject({ code: "SAISIE_INVALIDE" });
    await expect(importer(EXEMPLE.slice(0, 5000))).rejects.toMatchObject({ code: "SAISIE_INVALIDE" });
    await expect(csv("couleur;taille", "bleu;12")).rejects.toMatchObject({ code: "SAISIE_INVALIDE" });
    await expect(importer(new Uint8Array(11 * 1024 * 1024))).rejects.toThrow(/Mo/);
    await expect(importer(new Uint8Array())).rejects.toMatchObject({ code: "SAISIE_INVALIDE" });
    expect((await ranges()).size).toBe(0);
    expect(await base.db.$count(imports, eq(imports.etablissementId, id))).toBe(0);
  });

  it("fait passer l'un après l'autre deux imports lancés ensemble", async () => {
    const { importer, ranges } = await cfa();
    const bilans = await Promise.all([importer(EXEMPLE), importer(EXEMPLE)]);
    expect(bilans.map((b) => b.crees).sort()).toEqual([0, 64]);
    const numeros = [...(await ranges()).values()].flatMap((d) => d.numero ?? []).sort((a, b) => a - b);
    expect(numeros).toEqual(Array.from({ length: 57 }, (_, i) => i + 1));
  });
});
