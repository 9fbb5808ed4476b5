import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { TRANSMITTED_CHAMPS } from "@/lib/domain/champs";
import type { JsonObject } from "@/lib/domain/json";
import { refusalsOf } from "@/lib/domain/refusals";
import { applyVector, CONTRAT_VECTORS } from "@/tests/fixtures/vectors";

/** The fields of a dossier in the order of the TBA's own document. */
function publishedOrder(): string[] {
  const text = readFileSync("tests/fixtures/tba-openapi.json", "utf8");
  const lists: string[][] = [];
  JSON.parse(text, (_key, value: unknown) => {
    if (typeof value === "object" && value !== null && "nom_apprenant" in value) lists.push(Object.keys(value));
    return value;
  });
  return lists.sort((a, b) => b.length - a.length)[0] ?? [];
}

describe("Les refus d'un dossier", () => {
  it.each(CONTRAT_VECTORS.filter(({ errors = [] }) => errors.length > 1).map((vector) => [vector.id, vector] as const))(
    "viennent dans l'ordre du TBA : %s",
    (_id, vector) => {
      const found = refusalsOf(applyVector(vector)).map(({ champ, message }) => ({ path: [champ], message }));
      expect(found).toEqual(vector.errors?.map(({ path, message }) => ({ path, message })));
    },
  );

  it("suivent l'ordre des champs que le TBA publie, pour chacun d'eux", () => {
    const wrong: JsonObject = Object.fromEntries(TRANSMITTED_CHAMPS.map(({ key }) => [key, { toString: 1 }]));
    const order = refusalsOf(wrong).map(({ champ }) => champ);
    expect(order).toEqual(publishedOrder().filter((champ) => order.includes(champ)));
    expect(order.length).toBe(TRANSMITTED_CHAMPS.length);
  });
});
