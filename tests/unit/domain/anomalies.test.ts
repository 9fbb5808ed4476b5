import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type AnomalieCode, CATALOGUE } from "@/lib/domain/anomalies/catalogue";
import { EXAMPLES, exampleSentence, SOUND_DOSSIER } from "@/lib/domain/anomalies/examples";
import { hasValidSiretCheckDigit } from "@/lib/domain/anomalies/siret";
import { prepare } from "@/lib/domain/prepare";
import { anomaliesPage } from "@/scripts/docs/anomalies-page";

const codes = Object.keys(CATALOGUE) as AnomalieCode[];

describe("Les anomalies", () => {
  it("n'ont rien à dire d'un dossier sain", () => {
    expect(prepare(SOUND_DOSSIER).anomalies).toEqual([]);
  });

  it.each(codes)("%s se rencontre, avec sa gravité, et se dit en une phrase de français", (code) => {
    const { change, context } = EXAMPLES[code];
    const { anomalies, blocked } = prepare({ ...SOUND_DOSSIER, ...change }, {}, context);
    expect(anomalies.map((a) => a.code)).toContain(code);
    expect(blocked).toBe(anomalies.some((a) => a.severity === "bloquante"));
    expect(exampleSentence(code)).toMatch(/^[A-ZÀ-Ý][^_{}[\]]*\.$/);
    if (CATALOGUE[code].severity !== "bloquante") expect(blocked).toBe(false);
  });

  it.each([
    ["32/13/2007", "n'existe pas au calendrier"],
    ["29.02.2027", "n'existe pas au calendrier"],
    ["2007", "écrivez-la sous la forme jj/mm/aaaa"],
  ])("disent d'une date ce qui ne va pas : %s", (value, said) => {
    const { anomalies } = prepare({ ...SOUND_DOSSIER, date_fin_formation: value });
    expect(anomalies.find(({ champs }) => champs.includes("date_fin_formation"))?.sentence).toContain(said);
  });

  it("sont toutes dans la page du catalogue, qui est à jour", () => {
    expect(readFileSync("docs/anomalies.md", "utf8")).toBe(anomaliesPage());
  });

  it("connaissent la clé des SIRET et l'exception de La Poste", () => {
    expect(hasValidSiretCheckDigit("73282932000074")).toBe(true);
    expect(hasValidSiretCheckDigit("73282932000075")).toBe(false);
    expect(hasValidSiretCheckDigit("35600000049837")).toBe(true);
    expect(hasValidSiretCheckDigit("35600000049838")).toBe(false);
  });
});
