import { expect, it } from "vitest";
import { loadPlan } from "@/lib/services/deblocage/load-plan";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import { storeDossiers, validSource } from "@/tests/factories/dossiers";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
/** Thirteen digits: one is missing. */
const wrong = (n: number) => `77764444100${10 + n}`;

it("Le plan de déblocage liste au plus cinquante causes, les plus utiles, et compte les autres", async () => {
  const { id, uai } = await newEtablissement(database.db);
  const ctx = await person(database.db, id, "gestionnaire");
  // Each value twice, or they would be one cause of many values; the last one three times.
  const values = [...Array.from({ length: 120 }, (_, n) => wrong(n % 60)), wrong(59)];
  await storeDossiers(
    database.db,
    id,
    values.map((siret, n) => validSource(n, { etablissement_formateur_siret: siret })),
  );
  const plan = await within(ctx, uai, loadPlan, parseFilters({}));
  expect(plan.bloquantes).toHaveLength(50);
  expect(plan.unlisted).toEqual({ bloquantes: 10, others: 0 });
  expect(plan.bloquantes[0]).toMatchObject({ dossiers: 3, title: expect.stringContaining(wrong(59)) });
});
