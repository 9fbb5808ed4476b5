import { asc, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { dossiers } from "@/db/schema/dossiers";
import type { JsonObject } from "@/lib/domain/json";
import { previewCorrection } from "@/lib/services/deblocage/correct-cause";
import { loadCause } from "@/lib/services/deblocage/load-cause";
import { loadPlan } from "@/lib/services/deblocage/load-plan";
import { correctDossier } from "@/lib/services/dossiers/correct-dossier";
import { createDossier } from "@/lib/services/dossiers/create-dossier";
import { loadDossier } from "@/lib/services/dossiers/load-dossier";
import { listImports } from "@/lib/services/imports/list-imports";
import { undoImport } from "@/lib/services/imports/undo-import";
import { exportRapport } from "@/lib/services/rapport/export-rapport";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import { fileRow, importingCfa } from "@/tests/factories/importing-cfa";
import { importBytes } from "@/tests/helpers/import-bytes";
import { testDatabase } from "@/tests/helpers/test-database";
import { testImports } from "@/tests/helpers/test-imports";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const queue = testImports(database);
const [LAST, THIS] = ["2025-2026", "2026-2027"] as const;
const rowOf = (year: string) => fileRow("E-1", "Martin").replace(THIS, year);

/** A CFA whose software gives somebody these years, and what its files and its staff do next. */
async function cfaOf(...years: string[]) {
  const cfa = await importingCfa(database, queue);
  const drop = async (...wanted: string[]) => cfa.apply(await cfa.csv(...wanted.map(rowOf)));
  await drop(...years);
  const stored = () =>
    database.db
      .select()
      .from(dossiers)
      .where(eq(dossiers.etablissementId, cfa.id))
      .orderBy(asc(dossiers.anneeScolaire));
  /** The years under which the dossiers leave. */
  const sent = async () => (await stored()).map(({ payload }) => (JSON.parse(payload) as JsonObject).annee_scolaire);
  const correct = async (from: string, to: string) => {
    const id = (await stored()).find(({ anneeScolaire }) => anneeScolaire === from)?.id ?? "";
    const { version } = await within(cfa.ctx, cfa.uai, loadDossier, id, parseFilters({}));
    const inputs = [{ champ: "annee_scolaire" as const, before: from, typed: to }];
    return within(cfa.ctx, cfa.uai, correctDossier, id, { version, inputs });
  };
  return { ...cfa, drop, stored, sent, correct };
}

describe("Un dossier dont le secrétariat a corrigé l'année", () => {
  it("reste le même quand le logiciel la corrige à son tour, et la correction est finie", async () => {
    const cfa = await cfaOf(LAST);
    await cfa.correct(LAST, THIS);
    expect(await cfa.drop(THIS)).toMatchObject({ created: 0, modified: 1, correctionsSettled: 1, setAside: [] });
    expect(await cfa.stored()).toMatchObject([{ anneeScolaire: THIS, corrections: {} }]);
    const [last] = (await within(cfa.ctx, cfa.uai, listImports)).rows;
    await within(cfa.ctx, cfa.uai, undoImport, last?.id ?? "");
    const before = { annee_scolaire: { value: THIS, source: LAST } };
    expect(await cfa.stored()).toMatchObject([{ anneeScolaire: LAST, corrections: before }]);
    expect(await cfa.sent()).toEqual([THIS]);
  });

  it("se retrouve dans le rapport complet qui revient", async () => {
    const cfa = await cfaOf(LAST);
    await cfa.correct(LAST, THIS);
    const { stream } = await within(cfa.ctx, cfa.uai, exportRapport);
    const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
    const back = await within({ ...cfa.ctx, now: new Date() }, cfa.uai, importBytes, { name: "rapport.xlsx", bytes });
    expect(back).toMatchObject({ unchanged: 1, setAside: [] });
    expect(await cfa.sent()).toEqual([THIS]);
  });

  it("garde sa ligne, et celle de l'autre année est mise de côté : le TBA les prendrait pour un seul", async () => {
    const cfa = await cfaOf(LAST);
    await cfa.correct(LAST, THIS);
    const { created, setAside } = await cfa.drop(LAST, THIS);
    expect(created).toBe(0);
    expect(setAside.map(({ reason }) => reason)).toEqual([
      "Ligne 3 : un autre dossier de cet apprenant a été corrigé pour l'année 2026-2027, et le TBA les prendrait pour un seul. Annulez cette correction si les deux années sont justes.",
    ]);
    expect(await cfa.sent()).toEqual([THIS]);
  });

  it("ne prend pas l'année d'un autre dossier du même identifiant", async () => {
    const cfa = await cfaOf(LAST, THIS);
    await expect(cfa.correct(LAST, THIS)).rejects.toMatchObject({
      code: "INVALID_INPUT",
      fields: { annee_scolaire: expect.stringContaining("MARTIN Léa a déjà un dossier pour 2026-2027") },
    });
    expect(await cfa.sent()).toEqual([LAST, THIS]);
    await cfa.correct(LAST, "2024-2025");
    expect(await cfa.sent()).toEqual(["2024-2025", THIS]);
  });

  it("ne la prend pas non plus par la correction d'une cause, et l'aperçu le dit déjà", async () => {
    const cfa = await cfaOf("2020-2021", THIS);
    const plan = await within(cfa.ctx, cfa.uai, loadPlan, { searches: {} });
    const cause = plan.others.find(({ title }) => title.includes("2020-2021"));
    const request = { key: cause?.key ?? "", searches: {}, champ: "annee_scolaire", by: "" };
    const groups = (await within(cfa.ctx, cfa.uai, loadCause, request))?.groups ?? [];
    const form = { inputs: Object.fromEntries(groups.map(({ key }) => [key, THIS])), takeAll: false };
    await expect(within(cfa.ctx, cfa.uai, previewCorrection, request, form)).rejects.toMatchObject({
      message: expect.stringContaining("a déjà un dossier pour 2026-2027"),
    });
    expect(await cfa.sent()).toEqual(["2020-2021", THIS]);
  });

  it("ne se fait pas une seconde fois à la main", async () => {
    const cfa = await cfaOf(LAST);
    await cfa.correct(LAST, THIS);
    const inputs = {
      id_erp_apprenant: "E-1",
      nom_apprenant: "Martin",
      prenom_apprenant: "Léa",
      date_de_naissance_apprenant: "29/02/2008",
      annee_scolaire: THIS,
    } as const;
    const typed = (Object.keys(inputs) as (keyof typeof inputs)[]).map((champ) => ({ champ, typed: inputs[champ] }));
    await expect(within(cfa.ctx, cfa.uai, createDossier, typed)).rejects.toMatchObject({ code: "CONFLICT" });
  });
});
