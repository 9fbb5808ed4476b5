import { describe, expect, it } from "vitest";
import { checkContrat } from "@/lib/domain/contrat-tba";
import { applyVector, CONTRAT_VECTORS } from "@/tests/fixtures/vectors";

const sort = (errors: { champ: string; message: string }[]) => errors.map((e) => `${e.champ}: ${e.message}`).sort();

describe("Le contrat du TBA", () => {
  it.each(CONTRAT_VECTORS.map((v) => [v.id, v] as const))("juge comme le TBA : %s", (_id, vector) => {
    const errors = checkContrat(applyVector(vector));
    const expected = (vector.errors ?? []).map((e) => ({ champ: e.path.join("."), message: e.message }));
    expect(sort(errors)).toEqual(sort(expected));
  });

  it.each<[string, unknown, string[]]>([
    ["api_version", "v3", []],
    ["api_version", "v4", ["Invalid input"]],
    ["api_version", 3, ["Invalid input"]],
    ["api_version", { toString: 1 }, ["Invalid input"]],
    ["source_organisme_id", "abc", []],
    ["source_organisme_id", "", ["String must contain at least 1 character(s)"]],
    ["source_organisme_id", 12, ["String attendu"]],
  ])("juge aussi ce qu'il pose lui-même quand on le lui envoie : %s %j", (champ, value, messages) => {
    const blamed = checkContrat({ [champ]: value }).filter((error) => error.champ === champ);
    expect(blamed.map(({ message }) => message)).toEqual(messages);
  });

  it("ne s'arrête sur aucun JSON, pas même sur un objet qui ne se lit pas comme un texte", () => {
    expect(checkContrat([]).length).toBeGreaterThan(0);
    const errors = checkContrat({ nom_apprenant: { toString: 1 } });
    expect(errors.some(({ champ }) => champ === "nom_apprenant")).toBe(true);
  });
});
