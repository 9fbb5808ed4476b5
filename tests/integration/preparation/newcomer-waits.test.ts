import { describe, expect, it } from "vitest";
import type { ChampKey } from "@/lib/domain/champs";
import { formatInput } from "@/lib/domain/format-input";
import type { JsonObject } from "@/lib/domain/json";
import { runTransmission } from "@/lib/night/run/run";
import { declareJumeaux } from "@/lib/services/a-surveiller/declare-jumeaux";
import { keepIdentity, undoKeptIdentity } from "@/lib/services/a-surveiller/keep-identity";
import { loadToWatch } from "@/lib/services/a-surveiller/load-to-watch";
import { previewCorrection } from "@/lib/services/deblocage/correct-cause";
import { loadCause } from "@/lib/services/deblocage/load-cause";
import { loadPlan } from "@/lib/services/deblocage/load-plan";
import { correctDossier } from "@/lib/services/dossiers/correct-dossier";
import { loadDossier } from "@/lib/services/dossiers/load-dossier";
import { NO_OUTBOX } from "@/lib/services/emails/outbox";
import { answerRows } from "@/lib/services/imports/preview/answer-rows";
import { reprepareOutdated } from "@/lib/services/preparation/reprepare";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import { storeDossiers, storedDossiers, validSource } from "@/tests/factories/dossiers";
import { giveKey, person } from "@/tests/factories/etablissement";
import { fileRow, importingCfa } from "@/tests/factories/importing-cfa";
import { importBytes } from "@/tests/helpers/import-bytes";
import { testCfa } from "@/tests/helpers/test-cfa";
import { testDatabase } from "@/tests/helpers/test-database";
import { testImports } from "@/tests/helpers/test-imports";
import { testSimulator } from "@/tests/helpers/test-simulator";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const simulator = testSimulator();
const queue = testImports(database);

/** A CFA whose one dossier is at the TBA; a file then brings the same person under another identifier. */
async function cfaWithNewcomer() {
  const source = validSource(1);
  const cfa = await testCfa(database.db, simulator, [source]);
  await cfa.send();
  const ctx = await person(database.db, cfa.id, "gestionnaire");
  const newcomer = { ...source, id_erp_apprenant: "NOUVEAU" };
  const [headings, values] = [Object.keys(newcomer), Object.values(newcomer)];
  const bytes = new TextEncoder().encode(`${headings.join(";")}\n${values.join(";")}\n`);
  await within(ctx, cfa.uai, importBytes, { name: "a.csv", bytes });
  const codes = async () =>
    Object.fromEntries(
      [...(await storedDossiers(database.db, cfa.id)).values()].map((d) => [
        d.idErpApprenant,
        d.anomalies.map(({ code }) => code).filter((code) => /DOUBL/.test(code)),
      ]),
    );
  return { ...cfa, old: String(source.id_erp_apprenant), ctx, codes };
}

/** A CFA where somebody corrects a field of a dossier. */
async function cfaToCorrect(sources: readonly JsonObject[]) {
  const cfa = await testCfa(database.db, simulator, sources);
  const stored = () => storedDossiers(database.db, cfa.id);
  const correct = async (identifier: string, champ: ChampKey, typed: string) => {
    const id = (await stored()).get(identifier)?.id ?? "";
    const { version, source } = await within(cfa.ctx, cfa.uai, loadDossier, id, parseFilters({}));
    const inputs = [{ champ, before: formatInput(source[champ]), typed }];
    return within(cfa.ctx, cfa.uai, correctDossier, id, { version, inputs });
  };
  return { ...cfa, stored, correct };
}

describe("De deux dossiers d'une même personne", () => {
  it("celui qui est déjà transmis continue de partir, le nouveau attend", async () => {
    const { old, codes, send, atTba } = await cfaWithNewcomer();
    expect(await codes()).toEqual({ [old]: ["PERSONNE_EN_DOUBLE"], NOUVEAU: ["DOUBLON_EN_ATTENTE"] });
    await send();
    expect(await atTba()).toEqual([old]);
  });

  it("celui qu'une transmission n'a pas pris attend dès qu'elle a pris l'autre, qu'il soit invalide ou refusé", async () => {
    const [invalid, refused] = [validSource(1), validSource(2)];
    const sources = [
      invalid,
      { ...invalid, id_erp_apprenant: "INVALIDE", etablissement_formateur_siret: "7776444410001" },
      refused,
      { ...refused, id_erp_apprenant: "REFUSE" },
    ];
    const cfa = await testCfa(database.db, simulator, sources);
    await reprepareOutdated(database.db, cfa.id);
    const codes = async () =>
      Object.fromEntries(
        [...(await storedDossiers(database.db, cfa.id)).values()].map((d) => [
          d.idErpApprenant,
          d.anomalies.flatMap(({ code }) => (/DOUBL/.test(code) ? [code] : [])).join(),
        ]),
      );
    const both = {
      [String(invalid.id_erp_apprenant)]: "PERSONNE_EN_DOUBLE",
      [String(refused.id_erp_apprenant)]: "PERSONNE_EN_DOUBLE",
    };
    expect(await codes()).toEqual({ ...both, INVALIDE: "PERSONNE_EN_DOUBLE", REFUSE: "PERSONNE_EN_DOUBLE" });
    await cfa.fault({ type: "400-dossier", id_erp_apprenant: "REFUSE" });
    expect((await cfa.send()).summary).toMatchObject({ status: "completed", accepted: 2, refused: 1 });
    expect(await codes()).toEqual({ ...both, INVALIDE: "DOUBLON_EN_ATTENTE", REFUSE: "DOUBLON_EN_ATTENTE" });
    expect((await cfa.send()).summary).toMatchObject({ eligibles: 2, accepted: 2 });
  });

  it("celui qui arrive pendant que l'autre part attend dès la fin de la transmission", async () => {
    const source = validSource(1);
    const cfa = await testCfa(database.db, simulator, [source]);
    const tba = {
      transmit: async (...asked: Parameters<typeof simulator.tba.transmit>) => {
        const answer = await simulator.tba.transmit(...asked);
        await storeDossiers(database.db, cfa.id, [{ ...source, id_erp_apprenant: "ARRIVANT" }]);
        await reprepareOutdated(database.db, cfa.id);
        return answer;
      },
    };
    expect((await cfa.send({ tba })).summary).toMatchObject({ status: "completed", accepted: 1 });
    expect((await storedDossiers(database.db, cfa.id)).get("ARRIVANT")).toMatchObject({ blocked: true });
    await cfa.send();
    expect(await cfa.atTba()).toEqual([String(source.id_erp_apprenant)]);
  });

  it("ceux qu'une transmission coupée laisse partent avec la suivante : aucun n'était avant l'autre", async () => {
    const source = validSource(3);
    const cfa = await testCfa(database.db, simulator, [source, { ...source, id_erp_apprenant: "AUTRE" }]);
    const stop = new AbortController();
    const tba = {
      transmit: async (...asked: Parameters<typeof simulator.tba.transmit>) => {
        stop.abort();
        return simulator.tba.transmit(...asked);
      },
    };
    expect((await cfa.send({ tba, perCall: 1, stopSignal: stop.signal })).summary).toMatchObject({
      accepted: 1,
      notSent: 1,
    });
    await cfa.send({ resume: true });
    expect(await cfa.atTba()).toEqual([String(source.id_erp_apprenant), "AUTRE"].sort());
  });

  it("celui qu'une personne garde part, l'autre ne part plus, et le choix s'annule", async () => {
    const { uai, old, ctx, codes, send, atTba } = await cfaWithNewcomer();
    await within(ctx, uai, keepIdentity, "NOUVEAU", old);
    expect(await codes()).toEqual({ [old]: ["DOUBLON_ECARTE"], NOUVEAU: [] });
    const { summary } = await send();
    expect(summary).toMatchObject({ accepted: 1 });
    expect(await atTba()).toEqual([old, "NOUVEAU"].sort());
    const watched = await within(ctx, uai, loadToWatch);
    expect(watched.duplicates).toEqual([]);
    expect(watched.keptIdentities).toMatchObject([{ kept: "NOUVEAU", dropped: old }]);
    await within(ctx, uai, undoKeptIdentity, "NOUVEAU", old);
    expect(await codes()).toEqual({ [old]: ["PERSONNE_EN_DOUBLE"], NOUVEAU: ["PERSONNE_EN_DOUBLE"] });
  });

  it("des jumeaux partent tous les deux", async () => {
    const { uai, old, ctx, codes, send, atTba } = await cfaWithNewcomer();
    await within(ctx, uai, declareJumeaux, "NOUVEAU", old);
    expect(await codes()).toEqual({ [old]: [], NOUVEAU: [] });
    await send();
    expect(await atTba()).toEqual([old, "NOUVEAU"].sort());
  });

  it("l'aperçu d'un fichier ne promet pas valides ceux qui attendront, nouveaux ou modifiés, et dit ce qui arrive", async () => {
    const cfa = await importingCfa(database, queue);
    const imported = async (...rows: string[]) => {
      const id = await cfa.csv(...rows);
      const forecast = (await cfa.importRow(id)).effect;
      const staged = (await cfa.staged(id)).map(({ kind, blocked }) => [kind, blocked]);
      await cfa.apply(id);
      const valid = [...(await cfa.stored()).values()].filter(({ blocked }) => !blocked).length;
      expect(forecast?.validAfter).toBe(valid);
      return { staged, valid };
    };
    expect((await imported(fileRow("A-1", "Durand"), fileRow("B-1", "Martin", "Noé"))).valid).toBe(2);
    await giveKey(database.db, cfa.id, simulator.newKey());
    const request = { trigger: "manual", by: null, nightId: null, resume: false } as const;
    await runTransmission(cfa.ctx, cfa.id, request, { tba: simulator.tba, outbox: NO_OUTBOX });
    const added = await imported(fileRow("A-2", "Durand"), fileRow("B-1", "Martin", "Noé"), fileRow("C-1", "Petit"));
    expect(added).toEqual({
      staged: [
        ["new", true],
        ["unchanged", false],
        ["new", false],
      ],
      valid: 3,
    });
    const changed = fileRow("A-2", "Durand").replace("BTS MCO", "CAP Fleuriste");
    expect(await imported(changed)).toEqual({ staged: [["modified", true]], valid: 3 });
    await within(cfa.ctx, cfa.uai, declareJumeaux, "A-1", "A-2");
    expect(await imported(fileRow("A-2", "Durand"))).toEqual({ staged: [["modified", false]], valid: 4 });
  });

  it("l'aperçu ne fait pas attendre le dossier déjà transmis que son logiciel renomme comme un autre", async () => {
    const cfa = await importingCfa(database, queue);
    const [durand, martin] = [fileRow("A-1", "Durand"), fileRow("B-1", "Martin", "Noé")];
    await cfa.apply(await cfa.csv(durand, martin));
    await giveKey(database.db, cfa.id, simulator.newKey());
    const request = { trigger: "manual", by: null, nightId: null, resume: false } as const;
    await runTransmission(cfa.ctx, cfa.id, request, { tba: simulator.tba, outbox: NO_OUTBOX });
    const id = await cfa.csv(durand, fileRow("B-1", "Durand"));
    await within(cfa.ctx, cfa.uai, answerRows, id, [2], "same");
    expect((await cfa.importRow(id)).effect).toMatchObject({ validBefore: 2, validAfter: 2 });
    await cfa.apply(id);
    expect([...(await cfa.stored()).values()].map(({ blocked }) => blocked)).toEqual([false, false]);
  });

  it("l'aperçu d'une correction ne promet pas valide celui qu'elle fait le second d'une personne déjà transmise", async () => {
    const source = validSource(1);
    const unreadable = { ...source, id_erp_apprenant: "AUTRE", date_de_naissance_apprenant: "31/02/2006" };
    const { uai, ctx, send, stored, correct } = await cfaToCorrect([source, unreadable]);
    await send();
    const plan = await within(ctx, uai, loadPlan, { searches: {} });
    const request = { key: plan.bloquantes[0]?.key ?? "", searches: {}, champ: "", by: "" };
    const groups = (await within(ctx, uai, loadCause, request))?.groups ?? [];
    const inputs = Object.fromEntries(groups.map(({ key }) => [key, String(source.date_de_naissance_apprenant)]));
    const { preview } = await within(ctx, uai, previewCorrection, request, { inputs, takeAll: false });
    expect(preview).toMatchObject({ corrected: 1, validBefore: 1, validAfter: 1, stillInvalid: 1, changes: [] });
    expect(await correct("AUTRE", "date_de_naissance_apprenant", String(source.date_de_naissance_apprenant))).toEqual({
      kind: "enregistre",
      bloquantes: 1,
      byHand: false,
    });
    expect((await stored()).get("AUTRE")).toMatchObject({ blocked: true });
  });

  it("on ne choisit ni entre deux inconnus, ni pour un autre établissement", async () => {
    const [here, elsewhere] = [await cfaWithNewcomer(), await cfaWithNewcomer()];
    const choose = (kept: string, dropped: string) => within(here.ctx, here.uai, keepIdentity, kept, dropped);
    await expect(choose("NOUVEAU", "INCONNU")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(choose("NOUVEAU", "NOUVEAU")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(within(here.ctx, elsewhere.uai, keepIdentity, "NOUVEAU", here.old)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});
