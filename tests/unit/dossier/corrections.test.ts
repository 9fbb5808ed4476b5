import { describe, expect, it } from "vitest";
import { rejouerCorrections, valeursEffectives } from "@/lib/dossier/corrections";

const corrections = { nom_apprenant: { valeur: "Martin", source: "Matrin" } };

describe("Les corrections d'un dossier", () => {
  it("passent devant la source, et un champ vidé l'emporte aussi", () => {
    expect(valeursEffectives({ nom_apprenant: "Matrin", ine_apprenant: "x" }, corrections)).toEqual({
      nom_apprenant: "Martin",
      ine_apprenant: "x",
    });
    expect(valeursEffectives({ ine_apprenant: "x" }, { ine_apprenant: { valeur: null, source: "x" } })).toEqual({
      ine_apprenant: null,
    });
  });

  it("tiennent tant que la source ne change pas", () => {
    expect(rejouerCorrections(corrections, { nom_apprenant: "Matrin" })).toMatchObject({
      corrections,
      tenues: ["nom_apprenant"],
    });
  });

  it("s'effacent quand le logiciel dit enfin la même chose", () => {
    expect(rejouerCorrections(corrections, { nom_apprenant: "Martin" })).toMatchObject({
      corrections: {},
      terminees: ["nom_apprenant"],
    });
  });

  it("cèdent devant une autre valeur du logiciel, et le disent", () => {
    expect(rejouerCorrections(corrections, { nom_apprenant: "Martine" })).toMatchObject({
      corrections: {},
      remplacees: ["nom_apprenant"],
    });
    expect(rejouerCorrections(corrections, {})).toMatchObject({ remplacees: ["nom_apprenant"] });
  });
});
