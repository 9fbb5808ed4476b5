import { describe, expect, it } from "vitest";
import { storedDossiers } from "@/tests/factories/dossiers";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { importBytes } from "@/tests/helpers/import-bytes";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const HEADINGS = "id_erp_apprenant;nom;prénom;date de naissance;année scolaire;statut";

async function cfa() {
  const etablissement = await newEtablissement(database.db);
  const ctx = await person(database.db, etablissement.id, "gestionnaire");
  const onImport = (...rows: string[]) =>
    within(ctx, etablissement.uai, importBytes, {
      name: "a.csv",
      bytes: new TextEncoder().encode([HEADINGS, ...rows].join("\n")),
    });
  const duplicates = async () =>
    [...(await storedDossiers(database.db, etablissement.id)).values()]
      .flatMap((d) =>
        d.anomalies.filter((a) => a.code === "PERSONNE_EN_DOUBLE").map((a) => `${d.idErpApprenant} → ${a.sentence}`),
      )
      .sort();
  return { onImport, duplicates };
}

describe("La même personne sous deux identifiants", () => {
  it("se voit sur les deux dossiers, dans un même fichier comme d'un fichier à l'autre", async () => {
    const { onImport, duplicates } = await cfa();
    await onImport("A-1;Le Goff;Zoé;29/02/2004;2026-2027;", "A-2;LE-GOFF;zoe;29/02/2004;2026-2027;");
    const sentences = await duplicates();
    expect(sentences).toHaveLength(2);
    expect(sentences[0]).toContain("A-1 → La même personne existe aussi sous l'identifiant A-2");
    await onImport("A-9;Martin;Léa;01/01/2005;2026-2027;");
    await onImport("B-9;Martin;Léa;01/01/2005;2026-2027;");
    expect(await duplicates()).toHaveLength(4);
  });

  it("n'est pas dite de deux années d'un même identifiant, ni d'un élève", async () => {
    const { onImport, duplicates } = await cfa();
    await onImport("A-1;Martin;Léa;01/01/2005;2025-2026;", "A-1;Martin;Léa;01/01/2005;2026-2027;");
    await onImport("E-1;Martin;Léa;01/01/2005;2026-2027;ELV");
    expect(await duplicates()).toEqual([]);
  });

  it("s'efface des deux côtés quand le logiciel corrige un nom", async () => {
    const { onImport, duplicates } = await cfa();
    await onImport("A-1;Martin;Léa;01/01/2005;2026-2027;", "A-2;Martin;Léa;01/01/2005;2026-2027;");
    expect(await duplicates()).toHaveLength(2);
    await onImport("A-2;Martin;Lou;01/01/2005;2026-2027;");
    expect(await duplicates()).toEqual([]);
  });
});
