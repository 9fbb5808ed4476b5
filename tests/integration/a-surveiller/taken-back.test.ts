import { describe, expect, it } from "vitest";
import type { Day } from "@/lib/domain/day";
import { statutShownOn } from "@/lib/domain/kept-exclusion";
import type { StatutTba } from "@/lib/domain/statut.types";
import { countToWatch } from "@/lib/services/a-surveiller/count-to-watch";
import { declareDepart, undoDepart } from "@/lib/services/a-surveiller/declare-depart";
import { loadToWatch } from "@/lib/services/a-surveiller/load-to-watch";
import { loadDossier } from "@/lib/services/dossiers/load-dossier";
import { loadStatuts } from "@/lib/services/dossiers/load-statuts";
import { loadRapport } from "@/lib/services/rapport/load-rapport";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import { storedDossiers, validSource } from "@/tests/factories/dossiers";
import { testCfa } from "@/tests/helpers/test-cfa";
import { testDatabase } from "@/tests/helpers/test-database";
import { testSimulator } from "@/tests/helpers/test-simulator";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const simulator = testSimulator();
const FRIDAY: Day = "2024-03-01";
const SATURDAY: Day = "2024-03-02";
const UNKNOWN_ID = "00000000-0000-4000-8000-000000000000";

async function excluded() {
  const cfa = await testCfa(database.db, simulator, [validSource(1), validSource(2)]);
  const id = (await storedDossiers(database.db, cfa.id)).get("E-1")?.id ?? "";
  const on = (day: Day) => ({ ...cfa.ctx, now: new Date(`${day}T09:00:00Z`) });
  const page = (day: Day) => within(on(day), cfa.uai, loadDossier, id, parseFilters({}));
  const declare = () =>
    within(cfa.ctx, cfa.uai, declareDepart, id, { reason: "exclusion", date: "01/02/2024", cause: "" });
  /** What the page of the dossier and the report say, which must be the same. */
  const forecast = async (day: Day): Promise<StatutTba | null> => {
    const { parcours, exclusion } = await page(day);
    const { rows } = await within(on(day), cfa.uai, loadRapport, parseFilters({}));
    const statut = rows.find((row) => row.id === id)?.statut ?? null;
    expect(statutShownOn(parcours ?? [], exclusion, day)).toBe(statut);
    return statut;
  };
  const tba = async (day: Day): Promise<StatutTba | undefined> => {
    const response = await fetch(`${simulator.url}/_simulateur/effectifs?cle=${cfa.key}&date=${day}`);
    const found = (await response.json()) as { id_erp_apprenant: string; statut: StatutTba }[];
    return found.find((e) => e.id_erp_apprenant === "E-1")?.statut;
  };
  const saturday = () => fetch(`${simulator.url}/_simulateur/samedi?cle=${cfa.key}`, { method: "POST" });
  const undo = () => within(cfa.ctx, cfa.uai, undoDepart, id);
  const watch = () => within(on(FRIDAY), cfa.uai, loadToWatch);
  return { ...cfa, id, on, page, declare, undo, forecast, tba, saturday, watch };
}

describe("Une exclusion transmise, puis retirée", () => {
  it("revient le samedi au TBA comme dans la prévision, jusqu'à la transmission suivante", async () => {
    const { declare, undo, send, forecast, tba, saturday } = await excluded();
    await declare();
    await send();
    expect([await tba(FRIDAY), await forecast(FRIDAY)]).toEqual(["ABANDON", "ABANDON"]);
    expect(await undo()).toBe("2024-02-01");
    await send();
    expect([await tba(FRIDAY), await forecast(FRIDAY)]).toEqual(["APPRENTI", "APPRENTI"]);
    await saturday();
    expect([await tba(SATURDAY), await forecast(SATURDAY)]).toEqual(["ABANDON", "ABANDON"]);
    await send();
    expect([await tba("2024-03-03"), await forecast("2024-03-03")]).toEqual(["APPRENTI", "APPRENTI"]);
  });

  it("est dite avant l'annulation, sur la page du dossier et dans « À surveiller »", async () => {
    const { uai, declare, undo, send, page, watch, on, id } = await excluded();
    await declare();
    expect((await watch()).departs).toMatchObject([{ keptExclusion: null }]);
    await send();
    expect((await watch()).departs).toMatchObject([{ keptExclusion: "2024-02-01" }]);
    expect((await watch()).takenBack).toEqual([]);
    await undo();
    expect(await page(FRIDAY)).toMatchObject({ exclusion: { own: null, kept: "2024-02-01", sent: true } });
    expect((await watch()).takenBack).toMatchObject([{ id, exclusion: "2024-02-01", sent: true }]);
    expect(await within(on(FRIDAY), uai, countToWatch)).toBe(1);
  });

  it("n'est rien quand elle n'était pas encore partie", async () => {
    const { declare, undo, send, page, watch } = await excluded();
    await send();
    await declare();
    expect(await undo()).toBeNull();
    await send();
    expect((await page(FRIDAY)).exclusion).toEqual({ own: null, kept: null, sent: true });
    expect((await watch()).takenBack).toEqual([]);
  });

  it("est la raison que donne la page des statuts, le samedi seulement", async () => {
    const { uai, on, id, declare, undo, send } = await excluded();
    await declare();
    await send();
    await undo();
    const shown = async (day: Day) => (await within(on(FRIDAY), uai, loadStatuts, id, day)).shown;
    expect(await shown(FRIDAY)).toMatchObject({
      statut: "APPRENTI",
      rule: expect.stringContaining("contrat commence"),
    });
    expect(await shown(SATURDAY)).toEqual({
      statut: "ABANDON",
      rule: "Le TBA recalcule tout le samedi à 5 h, et il garde l'exclusion du 01/02/2024 qui lui fut transmise.",
    });
    expect(await shown("2023-01-01")).toMatchObject({
      rule: expect.stringContaining("ne montrent pas l'apprenant avant"),
    });
    await expect(within(on(FRIDAY), uai, loadStatuts, UNKNOWN_ID, null)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("cède la place à une exclusion plus récente", async () => {
    const { uai, ctx, id, declare, undo, send, page } = await excluded();
    await declare();
    await send();
    await undo();
    await within(ctx, uai, declareDepart, id, { reason: "exclusion", date: "15/02/2024", cause: "" });
    await send();
    await undo();
    await send();
    expect((await page(FRIDAY)).exclusion.kept).toBe("2024-02-15");
  });
});
