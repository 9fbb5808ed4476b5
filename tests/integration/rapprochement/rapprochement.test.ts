import { eq } from "drizzle-orm";
import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import { submissions } from "@/db/schema/dossiers";
import { rapprochementEntries, tbaLists } from "@/db/schema/rapprochements";
import type { JsonObject } from "@/lib/domain/json";
import { parisDay } from "@/lib/domain/paris-day";
import { loadDossier } from "@/lib/services/dossiers/load-dossier";
import { checkCouples } from "@/lib/services/preparation/couples/check-couples";
import { loadRapport } from "@/lib/services/rapport/load-rapport";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import { exportRapprochement } from "@/lib/services/rapprochement/export-rapprochement";
import { loadRapprochement } from "@/lib/services/rapprochement/load-rapprochement";
import { receiveList } from "@/lib/services/rapprochement/receive-list";
import { erasePerson } from "@/lib/services/rgpd/erase-person";
import { storedDossiers, validSource } from "@/tests/factories/dossiers";
import { person } from "@/tests/factories/etablissement";
import { testCfa } from "@/tests/helpers/test-cfa";
import { testDatabase } from "@/tests/helpers/test-database";
import { testImports } from "@/tests/helpers/test-imports";
import { testSimulator } from "@/tests/helpers/test-simulator";
import { withFileOf } from "@/tests/helpers/with-file-of";
import { within } from "@/tests/helpers/within";

const UNKNOWN = { uai: "0359471E", siret: "59904711500010" };
const database = testDatabase();
const simulator = testSimulator([UNKNOWN]);
const queue = testImports(database);
const TODAY = parisDay(new Date());

const YEAR = Number(TODAY.slice(0, 4)) - (TODAY.slice(5, 7) < "08" ? 1 : 0);
/** Of the school year of today, with a contract that runs. */
const current = (n: number, change: JsonObject = {}) =>
  validSource(n, {
    annee_scolaire: `${YEAR}-${YEAR + 1}`,
    date_inscription_formation: `${YEAR}-08-01`,
    date_entree_formation: `${YEAR}-08-01`,
    date_fin_formation: `${YEAR + 2}-07-31`,
    contrat_date_debut: `${YEAR}-08-01`,
    contrat_date_fin: `${YEAR + 2}-07-31`,
    ...change,
  });
const unknown = { etablissement_formateur_uai: UNKNOWN.uai, etablissement_formateur_siret: UNKNOWN.siret };

async function made(sources: readonly JsonObject[]) {
  const cfa = await testCfa(database.db, simulator, sources);
  const download = async (type: string) => {
    const address = `${simulator.url}/_simulateur/liste.xlsx?cle=${cfa.key}&type=${type}&date=${TODAY}`;
    return new Uint8Array(await (await fetch(address)).arrayBuffer());
  };
  const drop = async (type: string, bytes: Uint8Array, day = TODAY) => {
    const name = `tdb-effectifs-${type}-${day}.xlsx`;
    await withFileOf(bytes, (path) =>
      within({ ...cfa.ctx, now: new Date() }, cfa.uai, receiveList, queue.boss, { name, path }),
    );
    await queue.work();
  };
  const page = () => within(cfa.ctx, cfa.uai, loadRapprochement);
  return { ...cfa, download, drop, page };
}

/** Changes the cells of a list, under its headings. */
async function changed(bytes: Uint8Array, change: (sheet: ExcelJS.Worksheet) => void): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes.slice().buffer);
  const sheet = workbook.getWorksheet("Liste");
  if (sheet === undefined) throw new Error("Pas de feuille « Liste »");
  change(sheet);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

describe("La liste que le TBA donne, déposée telle quelle", () => {
  it("dit qui est vraiment vu, pourquoi les autres ne le sont pas, et met « Vu » sur les dossiers", async () => {
    const cfa = await made([
      current(1),
      current(2, { nom_apprenant: "Aubry-Kervella", prenom_apprenant: "Zoé" }),
      current(3, { ...unknown, nom_apprenant: "Perdu" }),
      current(4, { etablissement_formateur_siret: "123" }),
    ]);
    await cfa.send();
    await checkCouples({ db: database.db, now: new Date() }, cfa.id, simulator.tba);
    await cfa.drop("apprenant", await cfa.download("apprenant"));
    const { current: last, categories, messages, lists } = await cfa.page();
    expect(last?.counts).toEqual({ known: 4, sent: 3, accepted: 3, acceptedSeen: 2, seen: 2 });
    expect(lists).toEqual([expect.objectContaining({ type: "apprenant", day: TODAY, lines: 2 })]);
    const told = Object.fromEntries(categories.map(({ category, rows }) => [category, rows.map((row) => row.reason)]));
    expect(told["not-sent"]).toEqual([expect.stringContaining("SIRET")]);
    expect(told["not-seen"]).toEqual([expect.stringContaining("ne connaît pas ensemble")]);
    expect(told.seen).toHaveLength(2);
    expect(messages.map(({ recipient }) => recipient)).toEqual(["votre Carif-Oref"]);
    expect(messages[0]?.body).not.toContain("Perdu");

    const stored = await storedDossiers(database.db, cfa.id);
    const seen = await database.db.select().from(submissions).where(eq(submissions.etablissementId, cfa.id));
    const day = (id: string) => {
      const dossierId = stored.get(id)?.id;
      const instant = seen.find((row) => row.dossierId === dossierId)?.seenAt;
      return instant ? parisDay(instant) : null;
    };
    expect(["E-1", "E-2", "E-3", "E-4"].map(day)).toEqual([TODAY, TODAY, null, null]);
    const dossier = await within(cfa.ctx, cfa.uai, loadDossier, stored.get("E-1")?.id ?? "", parseFilters({}));
    expect(dossier.marks.seenAt).not.toBeNull();
    const kept = async (etat: string) =>
      (await within(cfa.ctx, cfa.uai, loadRapport, parseFilters({ etat }))).rows.map(({ apprenant }) => apprenant);
    expect(await kept("vus")).toEqual([expect.stringMatching(/^NOM 1 /), "AUBRY-KERVELLA Zoé"]);
    expect(await kept("pas-vus")).toEqual([expect.stringMatching(/^PERDU /)]);
  });

  it("dit d'une ligne sans dossier, d'un doublon et d'un nom mutilé ce qu'ils sont ; et ce qui a changé depuis", async () => {
    const cfa = await made([current(1, { nom_apprenant: "Lefèvre-Martin", prenom_apprenant: "Zoé" }), current(2)]);
    await cfa.send();
    const whole = await cfa.download("apprenant");
    await cfa.drop("apprenant", whole);
    const mutilated = await changed(whole, (sheet) => {
      const row = sheet.getRow(2);
      row.getCell(5).value = "MARTIN LEFEVRE";
      sheet.addRow(row.values);
      const values = sheet.getRow(3).values as ExcelJS.CellValue[];
      sheet.addRow(values.map((value, i) => (i === 5 ? "INCONNU" : value)));
      sheet.spliceRows(3, 1);
    });
    await cfa.drop("apprenant", mutilated);
    const { current: last, history } = await cfa.page();
    expect(last?.counts?.seen).toBe(1);
    expect(last?.byCategory).toEqual({ seen: 1, twice: 1, unknown: 1, "not-seen": 1 });
    expect(last?.change).toEqual({ appeared: 0, vanished: 1 });
    expect(history.map(({ counts }) => counts?.seen)).toEqual([1, 2]);
    // Only the last one keeps its entries.
    expect(await database.db.$count(rapprochementEntries, eq(rapprochementEntries.etablissementId, cfa.id))).toBe(4);
  });

  it("garde la plus récente de chaque type, et refuse une plus ancienne en disant laquelle est là", async () => {
    const cfa = await made([current(1), current(2, { date_exclusion_formation: `${YEAR}-08-20` })]);
    await cfa.send();
    await cfa.drop("apprenant", await cfa.download("apprenant"));
    expect((await cfa.page()).current?.byCategory).toEqual({ seen: 1, "not-seen": 1 });
    await cfa.drop("abandon", await cfa.download("abandon"));
    expect((await cfa.page()).current?.byCategory).toEqual({ seen: 2 });
    await expect(cfa.drop("abandon", await cfa.download("abandon"), "2026-01-01")).rejects.toThrow(
      /est du 01\/01\/2026 : celle du .* plus récente, est déjà là/,
    );
  });

  it("donne un classeur d'une feuille par catégorie", async () => {
    const cfa = await made([current(1), current(2, { ...unknown })]);
    await cfa.send();
    await cfa.drop("apprenant", await cfa.download("apprenant"));
    const bytes = await new Response(await within(cfa.ctx, cfa.uai, exportRapprochement)).arrayBuffer();
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(bytes);
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(["Transmis, pas vus", "Vus comme prévu"]);
    expect(workbook.worksheets[1]?.getRow(2).getCell(1).value).toMatch(/^NOM 1 /);
  });

  it("n'est prise que d'un gestionnaire, et n'est pas montrée à un autre établissement", async () => {
    const cfa = await made([current(1)]);
    await cfa.send();
    await cfa.drop("apprenant", await cfa.download("apprenant"));
    const reader = await person(database.db, cfa.id, "lecteur");
    const file = { name: "a.xlsx", path: "/nulle-part" };
    await expect(within(reader, cfa.uai, receiveList, queue.boss, file)).rejects.toThrow(/rôle/);
    expect((await within(reader, cfa.uai, loadRapprochement)).current?.counts?.seen).toBe(1);
    const other = await made([current(1)]);
    expect(await other.page()).toMatchObject({ lists: [], current: null, history: [] });
  });

  it("oublie une personne effacée, dans la liste comme dans ce qui en fut dit", async () => {
    const cfa = await made([current(1, { nom_apprenant: "Effacée", prenom_apprenant: "Zoé" }), current(2)]);
    await cfa.send();
    await cfa.drop("apprenant", await cfa.download("apprenant"));
    const id = (await storedDossiers(database.db, cfa.id)).get("E-1")?.id ?? "";
    await within(cfa.ctx, cfa.uai, erasePerson, id, "EFFACÉE Zoé");
    const [list] = await database.db.select().from(tbaLists).where(eq(tbaLists.etablissementId, cfa.id));
    expect(list?.lines.map(({ lastName }) => lastName)).toEqual(["NOM 2"]);
    const { categories } = await cfa.page();
    expect(JSON.stringify(categories)).not.toMatch(/effac/i);
  });
});
