import { describe, expect, it } from "vitest";
import { lireFormulaire, resumerSaisies } from "@/lib/services/deblocage/lire-saisies";

function formulaire(champs: Record<string, string>): FormData {
  const donnees = new FormData();
  for (const [nom, valeur] of Object.entries(champs)) donnees.set(nom, valeur);
  return donnees;
}

describe("Le formulaire d'une cause", () => {
  it("n'applique que ce qui a été montré", () => {
    const vu = resumerSaisies({ b: "2", a: "1", vide: " " });
    const bon = { "valeur-a": "1", "valeur-b": " 2 ", "valeur-vide": "", intention: "appliquer", vu };
    expect(lireFormulaire(formulaire(bon))).toMatchObject({ appliquer: true, saisies: { a: "1", b: " 2 " } });
    expect(lireFormulaire(formulaire({ ...bon, "valeur-a": "3" })).appliquer).toBe(false);
    expect(lireFormulaire(formulaire({ ...bon, vu: "" })).appliquer).toBe(false);
    expect(lireFormulaire(formulaire({ ...bon, intention: "apercu" })).appliquer).toBe(false);
  });

  it("prend une valeur proposée, à sa place, et la montre avant de l'appliquer", () => {
    const pris = formulaire({ "valeur-a": "x", "valeur-b": "y", prendre: "a=1=2", intention: "appliquer", vu: "[]" });
    expect(lireFormulaire(pris)).toEqual({ saisies: { a: "1=2", b: "y" }, appliquer: false, toutPrendre: false });
    expect(lireFormulaire(formulaire({ prendre: "tout" }))).toMatchObject({ toutPrendre: true, appliquer: false });
  });

  it("ignore ce qu'il ne connaît pas", () => {
    const donnees = formulaire({ uai: "x", prendre: "=1" });
    donnees.set("valeur-f", new File(["x"], "x"));
    expect(lireFormulaire(donnees)).toEqual({ saisies: {}, appliquer: false, toutPrendre: false });
  });
});
