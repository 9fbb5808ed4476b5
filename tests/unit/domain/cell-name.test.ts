import { expect, it } from "vitest";
import { cellName, parseCellName } from "@/lib/domain/cell-name";

it("Une cellule à corriger se retrouve par le nom de son champ de formulaire", () => {
  const place = { rank: 42, champ: "nom_apprenant" } as const;
  expect(parseCellName(cellName(place))).toEqual(place);
});

it.each(["cellule-42-pas_un_champ", "cellule--nom_apprenant", "cellule-12345678-nom_apprenant", "autre"])(
  "Un autre nom de champ n'est pas une cellule : %s",
  (name) => {
    expect(parseCellName(name)).toBeNull();
  },
);
