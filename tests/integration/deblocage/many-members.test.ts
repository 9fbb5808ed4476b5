import { describe, expect, it } from "vitest";
import { previewCorrection } from "@/lib/services/deblocage/correct-cause";
import { listMembers, MIN_PER_QUESTION } from "@/lib/services/deblocage/list-members";
import { loadPlan } from "@/lib/services/deblocage/load-plan";
import { storeDossiers, storedDossiers, validSource } from "@/tests/factories/dossiers";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const COUNT = MIN_PER_QUESTION + 20;

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

  it("dit l'effet d'une correction sur tous, chacun compté une fois", async () => {
    const { id, uai } = await newEtablissement(database.db);
    const wrong = { etablissement_formateur_siret: "7776444410001" };
    await storeDossiers(
      database.db,
      id,
      Array.from({ length: COUNT }, (_, n) => validSource(n, wrong)),
    );
    const ctx = await person(database.db, id, "gestionnaire");
    const { bloquantes } = await within(ctx, uai, loadPlan, { searches: {} });
    const request = { key: bloquantes[0]?.key ?? "", champ: "", by: "tous", searches: {} };
    const form = { inputs: { tous: "59904711500010" }, takeAll: false };
    const { preview } = await within(ctx, uai, previewCorrection, request, form);
    expect(preview).toMatchObject({ corrected: COUNT, changeCount: COUNT, validBefore: 0, validAfter: COUNT });
    expect(new Set(preview.changes.map((change) => change.id)).size).toBe(preview.changes.length);
  });
});
