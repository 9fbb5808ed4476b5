import { describe, expect, it } from "vitest";
import { checkContrat } from "@/lib/domain/contrat-tba";
import { applyVector, CONTRAT_VECTORS } from "@/tests/fixtures/vectors";

const sort = (errors: { champ: string; message: string }[]) => errors.map((e) => `${e.champ}: ${e.message}`).sort();

describe("Le contrat du TBA", () => {
  it.each(CONTRAT_VECTORS.map((v) => [v.id, v] as const))("juge comme le TBA : %s", (_id, vector) => {
    const errors = checkContrat(applyVector(vector));
    const expected = (vector.errors ?? []).map((e) => ({ champ: e.path.join("."), message: e.message }));
    expect(sort(errors)).toEqual(sort(expected));
  });
});
