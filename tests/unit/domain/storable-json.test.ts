import { expect, it } from "vitest";
import { toStorableJson, toStorableText } from "@/lib/domain/storable-json";

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

it("Un nombre au-delà de tous les autres n'est plus rien : jugé tel quel, il arrêtait un dossier dont le texte ne le dit pas", () => {
  const source = JSON.parse('{"formation_cfd": 1e400, "annee_formation": 1, "autres": [-1e400, 1e300]}');
  expect(toStorableJson(source)).toEqual({ formation_cfd: null, annee_formation: 1, autres: [null, 1e300] });
});

it("Le même nettoyage se fait sur le texte d'un lot de lignes, et seulement s'il le faut", () => {
  const dirty = [{ nom: "Mar\u0000tin" }, { nom: "\udc00x" }];
  expect(JSON.parse(toStorableText(dirty))).toEqual([{ nom: "Martin" }, { nom: "\ufffdx" }]);
  const clean = [{ nom: "Œuvré 😀", note: "écrit \\u0000 en lettres" }];
  expect(JSON.parse(toStorableText(clean))).toEqual(clean);
});
