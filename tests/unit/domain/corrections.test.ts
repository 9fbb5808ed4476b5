import { describe, expect, it } from "vitest";
import { effectiveValues, rebaseCorrections } from "@/lib/domain/corrections";

const corrections = { nom_apprenant: { value: "Martin", source: "Matrin" } };

describe("Les corrections d'un dossier", () => {
  it("passent devant la source, et un champ vidé l'emporte aussi", () => {
    expect(effectiveValues({ nom_apprenant: "Matrin", ine_apprenant: "x" }, corrections)).toEqual({
      nom_apprenant: "Martin",
      ine_apprenant: "x",
    });
    expect(effectiveValues({ ine_apprenant: "x" }, { ine_apprenant: { value: null, source: "x" } })).toEqual({
      ine_apprenant: null,
    });
  });

  it("tiennent tant que la source ne change pas", () => {
    expect(rebaseCorrections(corrections, { nom_apprenant: "Matrin" })).toMatchObject({
      corrections,
      kept: ["nom_apprenant"],
    });
  });

  it("s'effacent quand le logiciel dit enfin la même chose", () => {
    expect(rebaseCorrections(corrections, { nom_apprenant: "Martin" })).toMatchObject({
      corrections: {},
      settled: ["nom_apprenant"],
    });
  });

  it("cèdent devant une autre valeur du logiciel, et le disent", () => {
    expect(rebaseCorrections(corrections, { nom_apprenant: "Martine" })).toMatchObject({
      corrections: {},
      overridden: ["nom_apprenant"],
    });
    expect(rebaseCorrections(corrections, {})).toMatchObject({ overridden: ["nom_apprenant"] });
  });
});
