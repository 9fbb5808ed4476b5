import { expect, it } from "vitest";
import { toStorableJson } from "@/lib/domain/storable-json";

it("Une source perd les caractères que la base ne sait pas garder, et rien d'autre", () => {
  expect(
    toStorableJson({
      nom_apprenant: "Mar\u0000tin",
      adresse_apprenant: ["\ud800", { "a\u0000": "é" }],
      annee_formation: 1,
    }),
  ).toEqual({
    nom_apprenant: "Martin",
    adresse_apprenant: ["\ufffd", { a: "é" }],
    annee_formation: 1,
  });
});
