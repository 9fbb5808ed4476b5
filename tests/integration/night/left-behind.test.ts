import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { submissions } from "@/db/schema/dossiers";
import { tbaCouples } from "@/db/schema/tba";
import { loadToWatch } from "@/lib/services/a-surveiller/load-to-watch";
import { previewCorrection } from "@/lib/services/deblocage/correct-cause";
import { loadPlan } from "@/lib/services/deblocage/load-plan";
import { correctDossier } from "@/lib/services/dossiers/correct-dossier";
import { loadDossier } from "@/lib/services/dossiers/load-dossier";
import { loadImport } from "@/lib/services/imports/preview/load-import";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import { storedDossiers, validSource } from "@/tests/factories/dossiers";
import { BASE } from "@/tests/fixtures/vectors";
import { testCfa } from "@/tests/helpers/test-cfa";
import { testDatabase } from "@/tests/helpers/test-database";
import { testImports } from "@/tests/helpers/test-imports";
import { testSimulator } from "@/tests/helpers/test-simulator";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const simulator = testSimulator();
const queue = testImports(database);

const HERE = { uai: String(BASE.etablissement_formateur_uai), siret: String(BASE.etablissement_formateur_siret) };
const ELSEWHERE = { uai: "0751234J", siret: "13002526500013" };

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

  it("se compte dans l'aperçu d'un fichier ; celui que le logiciel range enfin comme le TBA l'a n'en est pas", async () => {
    const { ctx, uai, move, send } = await sentOnce();
    const file = (couple: typeof HERE) => {
      const row = { ...BASE, id_erp_apprenant: "E-1", nom_apprenant: "Nom 1" };
      const moved = { ...row, etablissement_formateur_uai: couple.uai, etablissement_formateur_siret: couple.siret };
      const cells = Object.entries(moved).filter(([, value]) => value !== null && value !== "");
      return [cells.map(([champ]) => champ), cells.map(([, value]) => value)].map((line) => line.join(";")).join("\n");
    };
    const look = async (couple: typeof HERE) => {
      const { id } = await queue.receive(ctx, uai, "export.csv", new TextEncoder().encode(file(couple)));
      await queue.work();
      return within(ctx, uai, loadImport, id, { view: null, page: 1 });
    };
    expect(await look(HERE)).toMatchObject({ summary: { state: "preview" }, moved: 0 });
    expect(await look(ELSEWHERE)).toMatchObject({ summary: { modified: 1 }, moved: 1 });
    await move(HERE, ELSEWHERE);
    await send();
    expect(await look(ELSEWHERE)).toMatchObject({ moved: 0 });
  });
});
