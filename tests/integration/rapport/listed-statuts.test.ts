import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/domain/json";
import { loadRapport } from "@/lib/services/rapport/load-rapport";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import { storeDossiers, validSource } from "@/tests/factories/dossiers";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const now = new Date("2026-11-27T12:00:00Z");
const [entry, end] = ["2026-09-01", "2027-07-31"];
const contrat = (change: JsonObject) => ({ contrat_date_debut: entry, contrat_date_fin: end, ...change });
const NO_CONTRAT = { contrat_date_debut: null, contrat_date_fin: null, siret_employeur: null };

/** One of each status on that day, in the order of the words under «Statut sur TBA». */
const BY_STATUT = {
  APPRENTI: contrat({}),
  INSCRIT: { ...NO_CONTRAT, date_entree_formation: "2026-11-01" },
  RUPTURANT: contrat({ contrat_date_rupture: "2026-11-02" }),
  ABANDON: contrat({ date_exclusion_formation: "2026-10-01" }),
  FIN_DE_FORMATION: contrat({ date_fin_formation: "2026-10-31", contrat_date_fin: "2026-10-31" }),
};

/** What is listed under the heading when dossiers of these statuses were written in this order. */
async function listed(statuts: readonly (keyof typeof BY_STATUT)[]) {
  const { id, uai } = await newEtablissement(database.db);
  const years = { annee_scolaire: "2026-2027", date_inscription_formation: entry, date_entree_formation: entry };
  const sources = statuts.map((statut, n) =>
    validSource(n, { ...years, date_fin_formation: end, ...BY_STATUT[statut] }),
  );
  await storeDossiers(database.db, id, sources);
  const ctx = { ...(await person(database.db, id, "lecteur")), now };
  return (await within(ctx, uai, loadRapport, parseFilters({}))).choice.statut;
}

describe("La liste des statuts du rapport", () => {
  it("est dans l'ordre de leurs mots, quel que soit celui des dossiers", async () => {
    const statuts = Object.keys(BY_STATUT) as (keyof typeof BY_STATUT)[];
    expect(await listed(statuts)).toEqual(statuts);
    expect(await listed([...statuts].reverse())).toEqual(statuts);
    expect(await listed(["RUPTURANT", "INSCRIT", "RUPTURANT"])).toEqual(["INSCRIT", "RUPTURANT"]);
  });
});
