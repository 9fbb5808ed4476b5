import { expect, it } from "vitest";
import { exportRapport } from "@/lib/services/rapport/export-rapport";
import { storeDossiers, storedDossiers, validSource } from "@/tests/factories/dossiers";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { importBytes } from "@/tests/helpers/import-bytes";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();

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
