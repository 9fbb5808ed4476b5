import { and, eq } from "drizzle-orm";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { submissions } from "@/db/schema/dossiers";
import { tbaCouples } from "@/db/schema/tba";
import { runTransmission } from "@/lib/night/run/run";
import { loadToWatch } from "@/lib/services/a-surveiller/load-to-watch";
import type { ServiceContext } from "@/lib/services/context";
import { previewCorrection } from "@/lib/services/deblocage/correct-cause";
import { loadPlan } from "@/lib/services/deblocage/load-plan";
import { preview as previewOf } from "@/lib/services/deblocage/preview";
import { correctDossier } from "@/lib/services/dossiers/correct-dossier";
import { loadDossier } from "@/lib/services/dossiers/load-dossier";
import { NO_OUTBOX } from "@/lib/services/emails/outbox";
import { loadImport } from "@/lib/services/imports/preview/load-import";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import { extractPerson } from "@/lib/services/rgpd/extract/extract-person";
import { storedDossiers, validSource } from "@/tests/factories/dossiers";
import { BASE } from "@/tests/fixtures/vectors";
import { failingAt } from "@/tests/helpers/failing-at";
import { testCfa } from "@/tests/helpers/test-cfa";
import { testDatabase } from "@/tests/helpers/test-database";
import { testImports } from "@/tests/helpers/test-imports";
import { testRetryPolicy } from "@/tests/helpers/test-retry-policy";
import { testSimulator } from "@/tests/helpers/test-simulator";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const simulator = testSimulator();
const queue = testImports(database);

const HERE = { uai: String(BASE.etablissement_formateur_uai), siret: String(BASE.etablissement_formateur_siret) };
const ELSEWHERE = { uai: "0751234J", siret: "13002526500013" };
const THIRD = { uai: "0352660B", siret: "59904711500010" };

/** The TBA, and what somebody does before its answer arrives. */
function tbaDuring(act: () => Promise<unknown>) {
  const { tba } = simulator;
  return {
    ...tba,
    transmit: async (...call: Parameters<typeof tba.transmit>) => {
      const answer = await tba.transmit(...call);
      await act();
      return answer;
    },
  };
}

async function sentOnce() {
  const cfa = await testCfa(database.db, simulator, [validSource(1)]);
  await cfa.send();
  const { id = "" } = (await storedDossiers(database.db, cfa.id)).get("E-1") ?? {};
  const page = () => within(cfa.ctx, cfa.uai, loadDossier, id, parseFilters({}));
  const move = async (from: typeof HERE, to: typeof HERE) => {
    const { version } = await page();
    const inputs = [
      { champ: "etablissement_formateur_uai" as const, before: from.uai, typed: to.uai },
      { champ: "etablissement_formateur_siret" as const, before: from.siret, typed: to.siret },
    ];
    await within(cfa.ctx, cfa.uai, correctDossier, id, { version, inputs });
  };
  return { ...cfa, dossierId: id, page, move };
}

/** The preview of a file that gives the dossier E-1 a formateur. */
async function previewOfFile(ctx: ServiceContext, uai: string, couple: typeof HERE) {
  const row = { ...BASE, id_erp_apprenant: "E-1", nom_apprenant: "Nom 1" };
  const moved = { ...row, etablissement_formateur_uai: couple.uai, etablissement_formateur_siret: couple.siret };
  const cells = Object.entries(moved).filter(([, value]) => value !== null && value !== "");
  const text = [cells.map(([champ]) => champ), cells.map(([, value]) => value)]
    .map((line) => line.join(";"))
    .join("\n");
  const { id } = await queue.receive(ctx, uai, "export.csv", new TextEncoder().encode(text));
  await queue.work();
  return within(ctx, uai, loadImport, id, { view: null, page: 1 });
}

describe("Un dossier transmis qui change de formateur", () => {
  it("dit avant de partir que le TBA en fera un second, puis qu'il garde le premier, jusqu'à ce qu'il y revienne", async () => {
    const { ctx, uai, dossierId, page, move, send } = await sentOnce();
    expect((await page()).others).toMatchObject({ left: [], leaving: null });
    await move(HERE, ELSEWHERE);
    expect((await page()).others).toMatchObject({ left: [], leaving: HERE, now: ELSEWHERE });
    await send();
    const day = new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/Paris" });
    expect((await page()).others).toMatchObject({ left: [{ ...HERE, id: "E-1", until: day }], leaving: null });
    const { leftBehind } = await within(ctx, uai, loadToWatch);
    expect(leftBehind).toMatchObject([{ id: dossierId, identifier: "E-1" }]);
    expect(leftBehind[0]?.under).toMatch(/^formateur 0\d{6}[A-Z] \(SIRET [\d\s]+\), jusqu'au \d\d\/\d\d\/\d{4}$/);
    await send();
    await move(ELSEWHERE, HERE);
    await send();
    expect((await page()).others).toMatchObject({ left: [ELSEWHERE], leaving: null, now: HERE });
  });

  it("est dit par rapport à ce que le TBA a, tant que le retour au premier n'est pas parti", async () => {
    const { ctx, uai, page, move, send } = await sentOnce();
    await move(HERE, ELSEWHERE);
    await send();
    await move(ELSEWHERE, HERE);
    expect((await page()).others).toMatchObject({ now: HERE, has: ELSEWHERE, left: [HERE], leaving: ELSEWHERE });
    const { leftBehind } = await within(ctx, uai, loadToWatch);
    expect(leftBehind.map(({ under }) => under)).toEqual([expect.stringMatching(/^formateur \d{7}[A-Z] /)]);
  });

  it("n'oublie pas le premier quand quelqu'un corrige encore pendant l'envoi", async () => {
    const { page, move, send } = await sentOnce();
    await move(HERE, ELSEWHERE);
    const slow = tbaDuring(() => move(ELSEWHERE, THIRD));
    await send({ tba: slow });
    expect((await page()).others).toMatchObject({ left: [HERE], has: ELSEWHERE, leaving: ELSEWHERE });
    await send();
    expect((await page()).others).toMatchObject({ left: [HERE, ELSEWHERE], leaving: null });
  });

  it("ne l'oublie pas non plus quand le processus meurt entre la réponse et ce qu'elle laisse", async () => {
    const { id: etablissementId, ctx, page, move, send } = await sentOnce();
    await move(HERE, ELSEWHERE);
    const slow = tbaDuring(() => move(ELSEWHERE, THIRD));
    const dying = failingAt(database.db, "add_left_behind(left_behind,");
    const request = { trigger: "manual", by: null, nightId: null, resume: false } as const;
    const deps = { tba: slow, outbox: NO_OUTBOX, retry: testRetryPolicy() };
    await runTransmission({ ...ctx, db: dying, now: new Date() }, etablissementId, request, deps);
    // Nothing of that answer was kept: the next transmission sends again, and the first formateur is still what the TBA has.
    expect((await page()).others).toMatchObject({ has: HERE });
    await send();
    expect((await page()).others).toMatchObject({ left: [HERE], leaving: null });
  });

  it("n'en est pas un autre quand son couple et son année ne sont qu'écrits autrement : le TBA les lit pareil", async () => {
    const spaced = "599 047 115 00010";
    const written = { etablissement_formateur_siret: spaced, etablissement_formateur_uai: "0359471e" };
    const cfa = await testCfa(database.db, simulator, [validSource(1, written)]);
    await cfa.send();
    const { id = "" } = (await storedDossiers(database.db, cfa.id)).get("E-1") ?? {};
    const page = () => within(cfa.ctx, cfa.uai, loadDossier, id, parseFilters({}));
    const { version } = await page();
    const inputs = [
      { champ: "etablissement_formateur_uai" as const, before: "0359471e", typed: "0359471E" },
      { champ: "etablissement_formateur_siret" as const, before: spaced, typed: "59904711500010" },
    ];
    await within(cfa.ctx, cfa.uai, correctDossier, id, { version, inputs });
    expect((await page()).others).toMatchObject({ left: [], leaving: null });
    await cfa.send();
    expect((await page()).others).toMatchObject({ left: [], leaving: null });
    const { bytes } = await within(cfa.ctx, cfa.uai, extractPerson, id);
    const json = strFromU8(unzipSync(bytes)["donnees.json"] ?? new Uint8Array());
    expect(json).toContain('"autres dossiers que le TBA a pris et garde": null');
    expect((await within(cfa.ctx, cfa.uai, loadToWatch)).leftBehind).toEqual([]);
    expect(await cfa.atTba()).toEqual(["E-1"]);
  });

  it("ne laisse rien quand le TBA ne connaissait pas le premier, ni quand autre chose change", async () => {
    const { ctx, uai, dossierId, page, move, send } = await sentOnce();
    const { version } = await page();
    const inputs = [{ champ: "prenom_apprenant" as const, before: String(BASE.prenom_apprenant), typed: "Autre" }];
    await within(ctx, uai, correctDossier, dossierId, { version, inputs });
    await send();
    expect((await page()).others).toMatchObject({ left: [], leaving: null });
    await move(HERE, ELSEWHERE);
    await send();
    expect((await page()).others.left).toHaveLength(1);
    const here = and(eq(tbaCouples.uai, HERE.uai), eq(tbaCouples.siret, HERE.siret));
    await database.db.insert(tbaCouples).values({ ...HERE, known: false, checkedAt: new Date() });
    expect((await page()).others.left).toEqual([]);
    await database.db.delete(tbaCouples).where(here);
  });

  it("se compte avant qu'une correction en nombre ne s'applique", async () => {
    const wrongKey = { etablissement_formateur_siret: "59904711500011" };
    const cfa = await testCfa(database.db, simulator, [validSource(1, wrongKey), validSource(2, wrongKey)]);
    const { id = "" } = (await storedDossiers(database.db, cfa.id)).get("E-1") ?? {};
    await cfa.send();
    await database.db.update(submissions).set({ sentFingerprint: null }).where(eq(submissions.dossierId, id));
    const { others } = await within(cfa.ctx, cfa.uai, loadPlan, parseFilters({}));
    const key = others.find((cause) => /clé de contrôle/.test(cause.title))?.key ?? "";
    const request = { key, champ: "", by: "", searches: {} };
    const form = { inputs: { tous: "13002526500013" }, takeAll: false };
    const { preview } = await within(cfa.ctx, cfa.uai, previewCorrection, request, form);
    expect(preview).toMatchObject({ corrected: 2, moved: 1 });
  });

  it("n'est pas compté de celui qu'une correction en nombre rend à ce que le TBA a déjà", async () => {
    const { id: etablissementId, dossierId, move } = await sentOnce();
    await move(HERE, ELSEWHERE);
    const to = ({ uai, siret }: typeof HERE) => [
      { dossierId, champ: "etablissement_formateur_uai" as const, value: uai },
      { dossierId, champ: "etablissement_formateur_siret" as const, value: siret },
    ];
    expect(await previewOf(database.db, etablissementId, to(HERE))).toMatchObject({ corrected: 1, moved: 0 });
    expect(await previewOf(database.db, etablissementId, to(THIRD))).toMatchObject({ corrected: 1, moved: 1 });
  });

  it("se compte dans l'aperçu d'un fichier ; celui que le logiciel range enfin comme le TBA l'a n'en est pas", async () => {
    const { ctx, uai, move, send } = await sentOnce();
    const look = (couple: typeof HERE) => previewOfFile(ctx, uai, couple);
    expect(await look(HERE)).toMatchObject({ summary: { state: "preview" }, moved: 0 });
    expect(await look(ELSEWHERE)).toMatchObject({ summary: { modified: 1 }, moved: 1 });
    await move(HERE, ELSEWHERE);
    await send();
    expect(await look(ELSEWHERE)).toMatchObject({ moved: 0 });
  });

  it("ne se compte pas dans l'aperçu d'un fichier qui n'écrit qu'autrement celui que le TBA a", async () => {
    const written = { etablissement_formateur_uai: "0751234j", etablissement_formateur_siret: "130 025 265 00013" };
    const cfa = await testCfa(database.db, simulator, [validSource(1, written)]);
    await cfa.send();
    expect(await previewOfFile(cfa.ctx, cfa.uai, ELSEWHERE)).toMatchObject({ summary: { modified: 1 }, moved: 0 });
    expect(await previewOfFile(cfa.ctx, cfa.uai, HERE)).toMatchObject({ summary: { modified: 1 }, moved: 1 });
  });
});
