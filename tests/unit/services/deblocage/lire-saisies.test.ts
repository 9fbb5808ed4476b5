import { describe, expect, it } from "vitest";
import { lireFormulaire, resumerSaisies } from "@/lib/services/deblocage/lire-saisies";

function formulaire(champs: Record<string, string>): FormData {
  const donnees = new FormData();
  for (const [nom, valeur] of Object.entries(champs)) donnees.set(nom, valeur);
  return donnees;
}

describe("Le formulaire d'une cause", () => {
  it("prend une valeur proposée, à sa place, et ne l'applique pas encore", () => {
    const pris = formulaire({ "valeur-a": "x", "valeur-b": "y", prendre: "a=1=2", intention: "appliquer", vu: "[]" });
    expect(lireFormulaire(pris)).toEqual({
      saisies: { a: "1=2", b: "y" },
      veutAppliquer: false,
      vu: "[]",
      toutPrendre: false,
    });
    expect(lireFormulaire(formulaire({ prendre: "tout" }))).toMatchObject({ toutPrendre: true, veutAppliquer: false });
    expect(lireFormulaire(formulaire({ intention: "appliquer" })).veutAppliquer).toBe(true);
  });

  it("ignore ce qu'il ne connaît pas", () => {
    const donnees = formulaire({ uai: "x", prendre: "=1" });
    donnees.set("valeur-f", new File(["x"], "x"));
    expect(lireFormulaire(donnees)).toEqual({ saisies: {}, veutAppliquer: false, vu: "", toutPrendre: false });
  });

  it("se résume de même pour les mêmes valeurs, quelle que soit leur écriture, et autrement pour d'autres", () => {
    const resume = (saisies: Record<string, string>) => resumerSaisies("date_inscription_formation", saisies);
    expect(resume({ b: "27/08/2025", a: "2025-09-01", vide: " " })).toBe(resume({ a: "01/09/2025", b: "2025-08-27" }));
    expect(resume({ a: "2025-09-01" })).not.toBe(resume({ a: "2025-09-02" }));
    expect(resume({ a: "2025-09-01" })).not.toBe(resume({ b: "2025-09-01" }));
    expect(resume({ a: "n'importe quoi" })).not.toBe(resume({}));
  });
});
