import { describe, expect, it } from "vitest";
import {
  type DossierContexts,
  getContextsByIds,
  getDossierContexts,
} from "@/lib/services/preparation/dossier-contexts";
import { storeDossiers, storedDossiers, validSource } from "@/tests/factories/dossiers";
import { newEtablissement } from "@/tests/factories/etablissement";
import { testDatabase } from "@/tests/helpers/test-database";

const database = testDatabase();

/** An établissement of 1,200 dossiers, the last of which is the first person under another identifier. */
async function cfaWithTwin() {
  const { id } = await newEtablissement(database.db);
  const first = validSource(0, { date_de_naissance_apprenant: "2004-02-03" });
  const others = Array.from({ length: 1198 }, (_, n) =>
    validSource(n + 1, { nom_apprenant: `Nom ${"abcdefghij"[n % 10]}${n.toString(26).replaceAll(/\d/g, "z")}` }),
  );
  await storeDossiers(database.db, id, [first, ...others, { ...first, id_erp_apprenant: "JUMELLE" }]);
  const dossiers = [...(await storedDossiers(database.db, id)).values()];
  const twin = dossiers.find((d) => d.idErpApprenant === "E-0");
  if (twin === undefined) throw new Error("Le premier dossier manque.");
  return { id, twin, dossiers: dossiers.filter((d) => d.idErpApprenant !== "JUMELLE") };
}

describe("Ce qui entoure un dossier", () => {
  it("est le même, qu'on le demande de lui, de quelques-uns ou de plus de mille, lus ou non", async () => {
    const { id, twin, dossiers } = await cfaWithTwin();
    expect(dossiers.length).toBeGreaterThan(1000);
    const few = [twin, ...dossiers.filter((d) => d !== twin).slice(0, 10)];
    const ids = (some: typeof dossiers) => some.map((d) => d.id);
    const said = (contexts: DossierContexts) => few.map((d) => contexts.around(d));
    const expected = said(await getDossierContexts(database.db, [twin]));
    expect(expected[0]).toMatchObject({ otherIdentifier: "JUMELLE" });
    for (const contexts of [
      await getDossierContexts(database.db, few),
      await getDossierContexts(database.db, dossiers),
      await getContextsByIds(database.db, id, ids(few)),
      await getContextsByIds(database.db, id, ids(dossiers)),
    ])
      expect(said(contexts)).toEqual(expected);
  });

  it("ne dit rien des dossiers d'un autre établissement", async () => {
    const { id, twin, dossiers } = await cfaWithTwin();
    const elsewhere = await newEtablissement(database.db);
    const own = await getContextsByIds(database.db, id, [twin.id]);
    const others = await getContextsByIds(
      database.db,
      elsewhere.id,
      dossiers.map((d) => d.id),
    );
    expect(own.duplicatedPeople).toHaveLength(1);
    expect(others.duplicatedPeople).toEqual([]);
    const few = await getContextsByIds(database.db, elsewhere.id, [twin.id]);
    expect(few.duplicatedPeople).toEqual([]);
  });
});
