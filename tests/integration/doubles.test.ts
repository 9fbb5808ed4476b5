import { describe, expect, it } from "vitest";
import { importerFichier } from "@/lib/services/imports/importer-fichier";
import { baseDEssai } from "@/tests/appui/base-d-essai";
import { dossiersRanges } from "@/tests/factories/dossiers";
import { nouvelEtablissement, personne } from "@/tests/factories/etablissement";

const base = baseDEssai();
const ENTETES = "id_erp_apprenant;nom;prénom;date de naissance;année scolaire;statut";

async function cfa() {
  const etablissement = await nouvelEtablissement(base.db);
  const contexte = await personne(base.db, etablissement.id, "gestionnaire");
  const importer = (...lignes: string[]) =>
    importerFichier(contexte, etablissement.uai, {
      nom: "a.csv",
      octets: new TextEncoder().encode([ENTETES, ...lignes].join("\n")),
    });
  const doubles = async () =>
    [...(await dossiersRanges(base.db, etablissement.id)).values()]
      .flatMap((d) =>
        d.anomalies.filter((a) => a.code === "PERSONNE_EN_DOUBLE").map((a) => `${d.idErpApprenant} → ${a.phrase}`),
      )
      .sort();
  return { importer, doubles };
}

describe("La même personne sous deux identifiants", () => {
  it("se voit sur les deux dossiers, dans un même fichier comme d'un fichier à l'autre", async () => {
    const { importer, doubles } = await cfa();
    await importer("A-1;Le Goff;Zoé;29/02/2004;2026-2027;", "A-2;LE-GOFF;zoe;29/02/2004;2026-2027;");
    const phrases = await doubles();
    expect(phrases).toHaveLength(2);
    expect(phrases[0]).toContain("A-1 → La même personne existe aussi sous l'identifiant A-2");
    await importer("A-9;Martin;Léa;01/01/2005;2026-2027;");
    await importer("B-9;Martin;Léa;01/01/2005;2026-2027;");
    expect(await doubles()).toHaveLength(4);
  });

  it("n'est pas dite de deux années d'un même identifiant, ni d'un élève", async () => {
    const { importer, doubles } = await cfa();
    await importer("A-1;Martin;Léa;01/01/2005;2025-2026;", "A-1;Martin;Léa;01/01/2005;2026-2027;");
    await importer("E-1;Martin;Léa;01/01/2005;2026-2027;ELV");
    expect(await doubles()).toEqual([]);
  });

  it("s'efface des deux côtés quand le logiciel corrige un nom", async () => {
    const { importer, doubles } = await cfa();
    await importer("A-1;Martin;Léa;01/01/2005;2026-2027;", "A-2;Martin;Léa;01/01/2005;2026-2027;");
    expect(await doubles()).toHaveLength(2);
    await importer("A-2;Martin;Lou;01/01/2005;2026-2027;");
    expect(await doubles()).toEqual([]);
  });
});
