import { expect, it } from "vitest";
import type { Cause } from "@/lib/domain/causes/cause";
import { parisDay } from "@/lib/domain/paris-day";
import { causeKey, listCauses } from "@/lib/services/deblocage/list-causes";
import { readCause } from "@/lib/services/deblocage/read-cause";
import { conditions } from "@/lib/services/rapport/filter";
import { findSummary, freshSummary } from "@/lib/services/rapport/lines/fresh-summary";
import { variedDossiers } from "@/scripts/bench/helpers/varied-dossiers";
import { storeDossiers, validSource } from "@/tests/factories/dossiers";
import { newEtablissement } from "@/tests/factories/etablissement";
import { testDatabase } from "@/tests/helpers/test-database";

const database = testDatabase();
const day = parisDay(new Date());

/** Whatever the order in which the dossiers were read. */
const inOrder = ({ dossiers, unblocked, champs, ...cause }: Cause) => ({
  ...cause,
  champs: [...champs].sort(),
  first: champs[0],
  dossiers: [...dossiers].sort(),
  unblocked: [...unblocked].sort(),
});

it("Une cause lue dans les lignes du rapport est celle que les dossiers font, avec et sans filtre", async () => {
  const { id } = await newEtablissement(database.db);
  const shared = { etablissement_formateur_siret: "7776444410001" };
  const wrong = Array.from({ length: 12 }, (_, n) => validSource(10_000 + n, n < 6 ? shared : {}));
  await storeDossiers(database.db, id, [...variedDossiers(240), ...wrong]);
  const summary = await freshSummary(database.db, id, day);
  for (const searches of [{}, { etat: ["invalide"] }, { formation: ["tsvo"] }, { numero: ["1"] }]) {
    const expected = await listCauses(database.db, conditions(id, searches, day));
    expect(expected.length).toBeGreaterThan(3);
    for (const cause of expected) {
      const found = await readCause(database.db, id, { key: causeKey(cause), searches }, summary, day);
      expect(found && inOrder(found)).toEqual(inOrder(cause));
    }
  }
});

it("Une cause que plus aucun dossier n'a n'est pas trouvée, et des lignes d'avant une écriture ne servent pas", async () => {
  const { id } = await newEtablissement(database.db);
  await storeDossiers(database.db, id, [validSource(1)]);
  const summary = await freshSummary(database.db, id, day);
  expect(await findSummary(database.db, id, day)).toEqual(summary);
  expect(await readCause(database.db, id, { key: "a".repeat(16), searches: {} }, summary, day)).toBeNull();
  await storeDossiers(database.db, id, [validSource(2, { etablissement_formateur_siret: "7776444410001" })]);
  expect(await findSummary(database.db, id, day)).toBeNull();
});
