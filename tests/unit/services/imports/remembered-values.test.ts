import { describe, expect, it } from "vitest";
import { choicesOn } from "@/lib/services/imports/matchings/find-matching";

const given = { annee_scolaire: "2026-2027", etablissement_formateur_uai: "0359471E" };
const on = (day: string) => choicesOn({ choices: { given } }, new Date(`${day}T10:00:00Z`)).given;

describe("L'année scolaire donnée pour toutes les lignes d'un fichier", () => {
  it("sert jusqu'en juin, puis se redemande ; l'UAI reste", () => {
    expect(on("2026-07-01")).toEqual(given);
    expect(on("2027-06-30")).toEqual(given);
    for (const day of ["2027-07-01", "2027-09-15"])
      expect(on(day)).toEqual({ etablissement_formateur_uai: "0359471E" });
  });

  it("laissée vide exprès n'est pas redemandée", () => {
    const empty = { annee_scolaire: null };
    expect(choicesOn({ choices: { given: empty } }, new Date("2027-09-15T10:00:00Z")).given).toEqual(empty);
    expect(choicesOn({ choices: {} }, new Date("2027-09-15T10:00:00Z"))).toEqual({});
  });
});
