import { describe, expect, it } from "vitest";
import { tbaCouples } from "@/db/schema/tba";
import { NOT_SHOWN } from "@/lib/domain/etat";
import { reserveOf } from "@/lib/domain/not-shown";
import { describeAlerte } from "@/lib/services/alertes/alerte-sentences";
import { listAlertes } from "@/lib/services/alertes/list-alertes";
import { checkCouples } from "@/lib/services/preparation/couples/check-couples";
import { reprepareOutdated } from "@/lib/services/preparation/reprepare";
import { loadRapport } from "@/lib/services/rapport/load-rapport";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import { openAlertes } from "@/tests/factories/alertes";
import { validSource } from "@/tests/factories/dossiers";
import { testCfa } from "@/tests/helpers/test-cfa";
import { testDatabase } from "@/tests/helpers/test-database";
import { testSimulator } from "@/tests/helpers/test-simulator";
import { within } from "@/tests/helpers/within";

const UNKNOWN = { uai: "0359471E", siret: "59904711500010" };
const CLOSED = { uai: "0352660B", siret: "82409268800026" };
const database = testDatabase();
const simulator = testSimulator([UNKNOWN], [CLOSED]);

const of = ({ uai, siret }: typeof UNKNOWN) => ({
  etablissement_formateur_uai: uai,
  etablissement_formateur_siret: siret,
});

describe("Un dossier transmis que le TBA n'affichera pas", () => {
  it("garde les mots de l'état, avec sa réserve, et se compte dans l'en-tête et les alertes", async () => {
    const cfa = await testCfa(database.db, simulator, [
      validSource(1),
      validSource(2, of(UNKNOWN)),
      validSource(3, of(CLOSED)),
      validSource(4, { ...of(UNKNOWN), date_fin_formation: "2020-01-01" }),
    ]);
    const { db } = database;
    const rapport = (params: Record<string, string> = {}) =>
      within(cfa.ctx, cfa.uai, loadRapport, parseFilters(params));
    await checkCouples({ db, now: new Date() }, cfa.id, simulator.tba);
    expect((await rapport()).notShown).toBe(0);
    await cfa.send();
    const { rows, byEtat, notShown } = await rapport();
    expect(byEtat).toMatchObject({ transmis: 3, invalide: 1 });
    expect(rows.map((row) => reserveOf(row.etat, row.anomalies))).toEqual([
      null,
      "couple inconnu du TBA : ne s'affichera pas",
      "organisme fermé pour le TBA : ne s'affichera pas",
      null,
    ]);
    expect(notShown).toBe(2);
    expect((await rapport({ etat: NOT_SHOWN })).rows.map((row) => row.numero)).toEqual([2, 3]);
    expect(await cfa.atTba()).toEqual(["E-1", "E-3"]);

    expect(await openAlertes(db, cfa)).toEqual(["not-shown"]);
    const [alerte] = await within(cfa.ctx, cfa.uai, listAlertes);
    expect(alerte?.sentence).toContain("2 dossiers transmis ne s'afficheront pas sur le TBA");

    await db.update(tbaCouples).set({ known: true, closed: false });
    await reprepareOutdated(db, cfa.id);
    expect((await rapport()).notShown).toBe(0);
    await cfa.send();
    expect(await openAlertes(db, cfa)).toEqual([]);
  });

  it("se dit au singulier quand il est seul", () => {
    const { sentence, path } = describeAlerte("not-shown", { day: "2026-11-26", dossiers: 1 }, "0352660B", "lecteur");
    expect(sentence).toContain("1 dossier transmis ne s'affichera pas");
    expect(path).toContain(`etat=${NOT_SHOWN}`);
  });
});
