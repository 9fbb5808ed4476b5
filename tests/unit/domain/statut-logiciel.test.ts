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
  ["Étudiant(e)", "other"],
  ["Sous statut scolaire", "other"],
  ["Stagiaire FPC", "other"],
  ["Apprenti(e) 1re année", "apprenti"],
  ["Apprenti sous contrat", "apprenti"],
  ["Contrat app.", "apprenti"],
  ["Ancien apprenti", "unknown"],
  ["Non apprenti", "unknown"],
  ["Inscrit", "unknown"],
  ["?!", "unknown"],
  [3, "unknown"],
  [true, "unknown"],
] as const)("Le statut %j du logiciel se comprend, ou se demande : %s", (value, statut) => {
  expect(readStatutLogiciel(value)).toBe(statut);
});
