import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { importRows } from "@/db/schema/import-staging";
import { answerRows } from "@/lib/services/imports/preview/answer-rows";
import { exportRapport } from "@/lib/services/rapport/export-rapport";
import { storeDossiers, storedDossiers, validSource } from "@/tests/factories/dossiers";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { importBytes } from "@/tests/helpers/import-bytes";
import { testDatabase } from "@/tests/helpers/test-database";
import { testImports } from "@/tests/helpers/test-imports";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const jobs = testImports(database);

it("Le rapport complet qui revient ne corrige rien de ce que personne n'a touché, si mal que le logiciel l'ait écrit", async () => {
  const etablissement = await newEtablissement(database.db);
  const ctx = await person(database.db, etablissement.id, "gestionnaire");
  const badly = [
    { nom_apprenant: "  Nom  double ", adresse_apprenant: "a\u00A0b\u202Fc  d" },
    { adresse_apprenant: "ligne 1\nligne 2\ttab", date_entree_formation: "01/13/2024" },
    { email_contact: "#N/A", tel_apprenant: "néant" },
    { adresse_apprenant: ["a"], email_contact: { a: 1 }, rqth_apprenant: true },
  ];
  await storeDossiers(
    database.db,
    etablissement.id,
    badly.map((change, n) => validSource(n + 1, change)),
  );
  const { stream } = await within(ctx, etablissement.uai, exportRapport);
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const back = await within(ctx, etablissement.uai, importBytes, { name: "rapport.xlsx", bytes });
  expect(back).toMatchObject({ modified: 0, unchanged: 4, setAside: [] });
  const stored = [...(await storedDossiers(database.db, etablissement.id)).values()];
  expect(stored.map(({ corrections }) => corrections)).toEqual([{}, {}, {}, {}]);
});

it("Dire justes les lignes du rapport complet qui revient n'en change pas l'aperçu", async () => {
  const etablissement = await newEtablissement(database.db);
  const ctx = await person(database.db, etablissement.id, "gestionnaire");
  await storeDossiers(
    database.db,
    etablissement.id,
    [1, 2].map((n) => validSource(n)),
  );
  const { stream } = await within(ctx, etablissement.uai, exportRapport);
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const { id } = await jobs.receive(ctx, etablissement.uai, "rapport.xlsx", bytes);
  await jobs.work();
  const { rank, kind, changes, blocked } = importRows;
  const shown = () =>
    database.db
      .select({ rank, kind, changes, blocked })
      .from(importRows)
      .where(eq(importRows.importId, id))
      .orderBy(rank);
  const before = await shown();
  expect(before.map((row) => row.kind)).toEqual(["unchanged", "unchanged"]);
  await within(ctx, etablissement.uai, answerRows, id, [1, 2], "right");
  expect(await shown()).toEqual(before);
});
