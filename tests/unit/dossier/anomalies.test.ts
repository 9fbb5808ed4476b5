import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CATALOGUE, type CodeAnomalie } from "@/lib/dossier/anomalies/catalogue";
import { cleDeSiretJuste } from "@/lib/dossier/anomalies/siret";
import { preparer } from "@/lib/dossier/preparer";
import { DOSSIER_SAIN, EXEMPLES } from "@/scripts/docs/exemples-anomalies";
import { pageAnomalies, phraseExemple } from "@/scripts/docs/page-anomalies";

const codes = Object.keys(CATALOGUE) as CodeAnomalie[];

describe("Les anomalies", () => {
  it("n'ont rien à dire d'un dossier sain", () => {
    expect(preparer(DOSSIER_SAIN).anomalies).toEqual([]);
  });

  it.each(codes)("%s se rencontre, avec sa gravité, et se dit en une phrase de français", (code) => {
    const { change, contexte } = EXEMPLES[code];
    const { anomalies, bloque } = preparer({ ...DOSSIER_SAIN, ...change }, {}, contexte);
    expect(anomalies.map((a) => a.code)).toContain(code);
    expect(bloque).toBe(anomalies.some((a) => a.gravite === "bloquante"));
    expect(phraseExemple(code)).toMatch(/^[A-ZÀ-Ý][^_{}[\]]*\.$/);
    if (CATALOGUE[code].gravite !== "bloquante") expect(bloque).toBe(false);
  });

  it("sont toutes dans la page du catalogue, qui est à jour", () => {
    expect(readFileSync("docs/anomalies.md", "utf8")).toBe(pageAnomalies());
  });

  it("connaissent la clé des SIRET et l'exception de La Poste", () => {
    expect(cleDeSiretJuste("73282932000074")).toBe(true);
    expect(cleDeSiretJuste("73282932000075")).toBe(false);
    expect(cleDeSiretJuste("35600000049837")).toBe(true);
    expect(cleDeSiretJuste("35600000049838")).toBe(false);
  });
});
