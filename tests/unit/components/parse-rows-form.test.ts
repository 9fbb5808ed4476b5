import { describe, expect, it } from "vitest";
import { parseRowsForm } from "@/components/imports/preview/parse-rows-form";
import { cellName } from "@/lib/domain/cell-name";

describe("Les lignes d'un aperçu", () => {
  it("disent de chaque cellule retapée ce que la page en montrait, et rien des autres", () => {
    const data = new FormData();
    const type = (rank: number, before: string, typed: string) => {
      const name = cellName({ rank, champ: "nom_apprenant" });
      data.set(`avant-${name}`, before);
      data.set(name, typed);
    };
    type(1, "LefÃ¨vre", "Lefèvre");
    type(2, "Martin", " Martin ");
    const cells = [{ rank: 1, champ: "nom_apprenant", before: "LefÃ¨vre", typed: "Lefèvre" }];
    expect(parseRowsForm(data)).toEqual({ kind: "mend", cells });
  });
});
