import { describe, expect, it } from "vitest";
import { AT_ONCE, listMembers } from "@/lib/services/deblocage/list-members";
import { storeDossiers, storedDossiers, validSource } from "@/tests/factories/dossiers";
import { newEtablissement } from "@/tests/factories/etablissement";
import { testDatabase } from "@/tests/helpers/test-database";

const database = testDatabase();
const COUNT = AT_ONCE + 20;

describe("Une cause que beaucoup de dossiers partagent", () => {
  it("les donne tous, une fois chacun, dans l'ordre de leurs numéros, lus en deux questions", async () => {
    const etablissement = await newEtablissement(database.db);
    const sources = Array.from({ length: COUNT }, (_, n) => validSource(n));
    await storeDossiers(database.db, etablissement.id, sources);
    const ids = [...(await storedDossiers(database.db, etablissement.id)).values()].map(({ id }) => id);
    // The one who asks has them in an order of his own.
    const members = await listMembers(database.db, etablissement.id, ids.reverse(), ["date_inscription_formation"]);
    const numeros = members.map(({ numero }) => numero);
    expect(numeros).toEqual([...numeros].sort((a, b) => a - b));
    expect(new Set(numeros).size).toBe(COUNT);
    expect(members.every(({ values }) => values.length === 1 && typeof values[0] === "string")).toBe(true);
  });
});
