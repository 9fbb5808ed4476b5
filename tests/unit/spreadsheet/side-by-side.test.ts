import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/domain/json";
import { interpret, interpretCsv } from "../../helpers/interpret";
import { workbook } from "./make-workbook";

const LIST = ["Nom", "Prénom", "Né(e) le", "Téléphone"];
const ZOE = ["Martin", "Zoé", "12/03/2008", "0612345678"];
const LEO = ["Petit", "Léo", "13/04/2007", "0687654321"];
const ANA = ["Durand", "Ana", "14/05/2006", ""];
const NOBODY = LIST.map(() => "");
const names = (sources: readonly JsonObject[]) => sources.map(({ prenom_apprenant }) => prenom_apprenant);

describe("Des listes côte à côte dans une feuille", () => {
  it("sont lues l'une après l'autre : personne n'est laissé à droite", async () => {
    const { sources, reading, notices } = await interpretCsv([
      [...LIST, "", ...LIST],
      [...ZOE, "", ...LEO],
      [...NOBODY, "", ...ANA],
    ]);
    expect(names(sources)).toEqual(["Zoé", "Léo", "Ana"]);
    expect(sources[1]).toMatchObject({ date_de_naissance_apprenant: "2007-04-13", tel_apprenant: "0687654321" });
    expect(reading.setAside).toEqual([]);
    expect(reading.columns.map(({ heading }) => heading)).toEqual(LIST);
    expect(notices).toContain("2 listes sont côte à côte, sous les mêmes titres");
  });

  it("le sont aussi sous le titre de leur classe, et quand le nom entier tient dans une cellule", async () => {
    const half = ["Nom et prénom", "Né(e) le"];
    const bytes = await workbook([
      ["BTS MCO 1", "", "", "BTS MCO 2"],
      [...half, "", ...half],
      ["MARTIN Zoé", "12/03/2008", "", "PETIT Léo", "13/04/2007"],
    ]);
    expect(names((await interpret(bytes, "listes.xlsx")).sources)).toEqual(["Zoé", "Léo"]);
  });

  it("ne sont pas ce qu'est le second contrat d'une personne, ni l'adresse de son employeur", async () => {
    const contract = ["Début contrat", "Fin contrat"];
    const { sources } = await interpretCsv([
      [...LIST, ...contract, ...contract],
      [...ZOE, "01/09/2026", "31/10/2026", "01/11/2026", "31/08/2028"],
    ]);
    expect(sources).toHaveLength(1);
    expect(sources[0]).toMatchObject({ contrat_date_debut_2: "2026-11-01" });
    const employer = await interpretCsv([
      [...LIST, "Entreprise", "Nom", "Prénom", "Téléphone"],
      [...ZOE, "Garage", "Roux", "Paul", "0299000000"],
    ]);
    expect(names(employer.sources)).toEqual(["Zoé"]);
  });
});
