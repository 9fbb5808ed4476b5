import { describe, expect, it } from "vitest";
import { columnQuestions } from "@/lib/services/imports/reading/needs-columns";
import { interpretCsv } from "@/tests/helpers/interpret";

const WHO = ["Martin", "Zoé", "28/03/2008"];
const LEO = ["Durand", "Léo", "23/05/2007"];

async function read(headings: string[], zoe: string[], leo: string[] = zoe) {
  const { reading, sources, notices } = await interpretCsv([
    ["Nom", "Prénom", "Né(e) le", ...headings],
    [...WHO, ...zoe],
    [...LEO, ...leo],
  ]);
  return { asked: columnQuestions(reading).unknown.map(({ heading }) => heading), sources, notices };
}

describe("Une colonne dont chaque cellule tient deux jours", () => {
  it.each([
    ["Contrat", "Du 01/09/2026 au 31/08/2028"],
    ["Dates du contrat", "01/09/2026 - 31/08/2028"],
    ["Période du contrat", "du 1er septembre 2026 au 31 août 2028"],
    ["Contrat d'apprentissage", "01/09/2026 → 31/08/2028"],
    ["Contrat", "01/09/2026-31/08/2028"],
    ["Contrat", "01-09-2026 / 31-08-2028"],
    ["Contrat", "01/09/2026 au 31/08/2028 (24 mois)"],
  ])("est le début et la fin du contrat : %s, %s", async (heading, cell) => {
    const { asked, sources, notices } = await read([heading], [cell], [""]);
    expect(asked).toEqual([]);
    expect(notices).toContain("tient deux dates");
    expect(sources[0]).toMatchObject({ contrat_date_debut: "2026-09-01", contrat_date_fin: "2028-08-31" });
    expect(sources[1]).not.toHaveProperty("contrat_date_debut");
  });

  it("reste une seule colonne quand sa cellule dit autre chose : une rupture ne se perd pas", async () => {
    const { sources } = await read(["Contrat"], ["01/09/2026 au 31/08/2028 (rompu le 12/01/2027)"]);
    expect(sources[0]).not.toHaveProperty("contrat_date_debut");
  });

  it("est celle de la formation quand son titre le dit", async () => {
    const { sources } = await read(["Période de formation"], ["Du 01/09/2026 au 31/08/2028"]);
    expect(sources[0]).toMatchObject({ date_entree_formation: "2026-09-01", date_fin_formation: "2028-08-31" });
  });

  it("ne remplace pas les colonnes qui disent ces jours, ni une colonne d'autre chose", async () => {
    const headings = ["Contrat", "Date début contrat"];
    const { sources } = await read(headings, ["Du 01/09/2026 au 31/08/2028", "02/09/2026"]);
    expect(sources[0]).toMatchObject({ contrat_date_debut: "2026-09-02" });
    expect(sources[0]).not.toHaveProperty("contrat_date_fin");
    for (const [heading, cell] of [
      ["Congés", "Du 01/09/2026 au 31/08/2028"],
      ["Contrat 2", "Du 01/09/2026 au 31/08/2028"],
      ["Contrat", "Du lundi au vendredi"],
    ] as const)
      expect((await read([heading], [cell])).sources[0]).not.toHaveProperty("contrat_date_debut");
  });
});
