import { expect, it } from "vitest";
import { readStatutLogiciel } from "@/lib/domain/statut-logiciel";

it.each([
  [undefined, "apprenti"],
  [null, "apprenti"],
  ["  ", "apprenti"],
  ["Apprenti(e)", "apprenti"],
  ["En contrat", "apprenti"],
  ["APP.", "apprenti"],
  ["Élève", "other"],
  ["Contrat de professionnalisation", "other"],
  ["Inscrit", "unknown"],
  ["?!", "unknown"],
  [3, "unknown"],
  [true, "unknown"],
] as const)("Le statut %j du logiciel se comprend, ou se demande : %s", (value, statut) => {
  expect(readStatutLogiciel(value)).toBe(statut);
});
