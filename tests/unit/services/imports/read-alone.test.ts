import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readAlone } from "@/lib/services/imports/read-alone";

const HEADINGS = "id_erp_apprenant;nom_apprenant;prenom_apprenant;date_de_naissance_apprenant;annee_scolaire";
const read = (...rows: string[]) => readAlone(new TextEncoder().encode([HEADINGS, ...rows].join("\n")), "a.csv");
const rowsOf = (told: readonly { row: number }[]) => told.map(({ row }) => row);

describe("Ce que la commande dit d'un fichier", () => {
  it("écarte, comme la page, une ligne qui répète un dossier, et garde une autre année", async () => {
    const { dossiers, setAside } = await read(
      "A-1;Martin;Léa;05/03/2006;2026-2027",
      "A-1;Martin;Léa;05/03/2006;2026-2027",
      "A-1;Martin;Léa;05/03/2006;2025-2026",
      ";Petit;Noé;06/04/2007;2026-2027",
      ";PETIT;Noe;06/04/2007;2026-2027",
    );
    expect(rowsOf(dossiers)).toEqual([2, 4, 5]);
    expect(setAside).toEqual([
      { sheet: "", row: 3, reason: "Ligne 3 : même apprenant et même année que la ligne 2, qui est gardée." },
      { sheet: "", row: 6, reason: "Ligne 6 : même apprenant et même année que la ligne 5, qui est gardée." },
    ]);
  });

  it.each(readdirSync("tests/fixtures/cas"))("tient compte de chaque ligne de %s une fois", async (name) => {
    const { dossiers, setAside, toConfirm } = await readAlone(readFileSync(`tests/fixtures/cas/${name}`), name);
    const places = [...dossiers, ...setAside].map(({ sheet, row }) => `${sheet}!${row}`);
    expect(new Set(places).size).toBe(places.length);
    for (const { sheet, row } of toConfirm) expect(places).toContain(`${sheet}!${row}`);
  });
});
