import { eq } from "drizzle-orm";
import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import { submissions } from "@/db/schema/dossiers";
import { rapprochementAnswers, rapprochementEntries, tbaLists } from "@/db/schema/rapprochements";
import type { JsonObject } from "@/lib/domain/json";
import { parisDay } from "@/lib/domain/paris-day";
import { lineKey } from "@/lib/domain/rapprochement/reconcile";
import { correctDossier } from "@/lib/services/dossiers/correct-dossier";
import { loadDossier } from "@/lib/services/dossiers/load-dossier";
import { checkCouples } from "@/lib/services/preparation/couples/check-couples";
import { personHash } from "@/lib/services/preparation/prepared-columns";
import { loadRapport } from "@/lib/services/rapport/load-rapport";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import { exportRapprochement } from "@/lib/services/rapprochement/export-rapprochement";
import { loadRapprochement } from "@/lib/services/rapprochement/load-rapprochement";
import { receiveList } from "@/lib/services/rapprochement/receive-list";
import { erasePerson } from "@/lib/services/rgpd/erase-person";
import { storedDossiers } from "@/tests/factories/dossiers";
import { person } from "@/tests/factories/etablissement";
import { changedList, comparedCfa, current, TODAY, YEAR } from "@/tests/helpers/compared-cfa";
import { testDatabase } from "@/tests/helpers/test-database";
import { testImports } from "@/tests/helpers/test-imports";
import { testSimulator } from "@/tests/helpers/test-simulator";
import { within } from "@/tests/helpers/within";

const UNKNOWN = { uai: "0359471E", siret: "59904711500010" };
const database = testDatabase();
const simulator = testSimulator([UNKNOWN]);
const queue = testImports(database);
const unknown = { etablissement_formateur_uai: UNKNOWN.uai, etablissement_formateur_siret: UNKNOWN.siret };

const made = (sources: readonly JsonObject[]) => comparedCfa({ database, simulator, queue }, sources);

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

  it("reconnaît un UAI et un code RNCP que le logiciel écrit autrement que le TBA ne les garde", async () => {
    const uai = " 0352660b ";
    const couple = { etablissement_formateur_uai: uai, etablissement_responsable_uai: uai };
    const codes = { formation_cfd: null, formation_rncp: " 38.243" };
    const cfa = await made([current(1, { ...couple, ...codes, prenom_apprenant: "Zoé Marie" })]);
    await cfa.send();
    // With one first name only, it is the training that makes sure of who it is.
    const list = await changedList(await cfa.download("apprenant"), (sheet) => {
      const cell = sheet.getRow(2).getCell(6);
      expect(cell.value).toBe("Zoé Marie");
      cell.value = "Zoé";
    });
    await cfa.drop("apprenant", list);
    expect((await cfa.page()).current?.byCategory).toEqual({ seen: 1 });
  });

  it("juge l'année scolaire qui est partie, et non celle que le secrétariat a corrigée", async () => {
    const cfa = await made([current(1, { annee_scolaire: `${YEAR - 1}-${YEAR}` })]);
    const stored = await storedDossiers(database.db, cfa.id);
    const id = stored.get("E-1")?.id ?? "";
    const { version } = await within(cfa.ctx, cfa.uai, loadDossier, id, parseFilters({}));
    const inputs = [{ champ: "annee_scolaire" as const, before: `${YEAR - 1}-${YEAR}`, typed: `${YEAR}-${YEAR + 1}` }];
    await within(cfa.ctx, cfa.uai, correctDossier, id, { version, inputs });
    await cfa.send();
    await cfa.drop("abandon", await cfa.download("abandon"));
    const { categories } = await cfa.page();
    expect(categories.flatMap(({ rows }) => rows.map(({ reason }) => reason))).toEqual([
      "Son statut prévu est « En contrat », qu'aucune des listes déposées ne montre.",
    ]);
  });

  it("dit d'une ligne sans dossier, d'un doublon et d'un nom mutilé ce qu'ils sont ; et ce qui a changé depuis", async () => {
    const cfa = await made([current(1, { nom_apprenant: "Lefèvre-Martin", prenom_apprenant: "Zoé" }), current(2)]);
    await cfa.send();
    const whole = await cfa.download("apprenant");
    await cfa.drop("apprenant", whole);
    const mutilated = await changedList(whole, (sheet) => {
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
    const cfa = await made([current(1), current(2, { date_exclusion_formation: `${YEAR}-08-01` })]);
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
    const { name, stream } = await within(cfa.ctx, cfa.uai, exportRapprochement);
    expect(name).toMatch(new RegExp(`^rapprochement-${cfa.uai}-\\d{4}-\\d{2}-\\d{2}\\.xlsx$`));
    const bytes = await new Response(stream).arrayBuffer();
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(bytes);
    expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual(["Transmis, pas vus", "Vus comme prévu"]);
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

  it("donne un message prêt à l'éditeur pour ce que lui seul peut corriger, sans nommer personne", async () => {
    const cfa = await made([current(1), current(2, { nom_apprenant: "Secret", rqth_apprenant: "peut-être" })]);
    await cfa.send();
    await cfa.drop("apprenant", await cfa.download("apprenant"));
    const { messages } = await cfa.page();
    const vendor = messages.find(({ recipient }) => /éditeur/.test(recipient));
    expect(vendor?.body).toMatch(/rqth_apprenant\)\s: 1 dossier\n- E-2\n/);
    expect(vendor?.body).not.toMatch(/secret/i);
  });

  it("oublie une personne effacée, dans la liste comme dans ce qui en fut dit", async () => {
    const cfa = await made([current(1, { nom_apprenant: "Effacée", prenom_apprenant: "Zoé" }), current(2)]);
    await cfa.send();
    await cfa.drop("apprenant", await cfa.download("apprenant"));
    const stored = await storedDossiers(database.db, cfa.id);
    const id = stored.get("E-1")?.id ?? "";
    const [shown] = await database.db.select().from(tbaLists).where(eq(tbaLists.etablissementId, cfa.id));
    const theirs = shown?.lines.find(({ lastName }) => lastName === "EFFACÉE" || lastName === "EFFACEE");
    const person = theirs === undefined ? "" : personHash(lineKey(theirs));
    const answer = { dossierId: stored.get("E-2")?.id ?? "", etablissementId: cfa.id, same: false, at: new Date() };
    await database.db.insert(rapprochementAnswers).values({ ...answer, person });
    await within(cfa.ctx, cfa.uai, erasePerson, id, "EFFACÉE Zoé");
    const [list] = await database.db.select().from(tbaLists).where(eq(tbaLists.etablissementId, cfa.id));
    expect(list?.lines.map(({ lastName }) => lastName)).toEqual(["NOM 2"]);
    const { categories, answers } = await cfa.page();
    expect(theirs).toBeDefined();
    expect(answers).toEqual([]);
    expect(JSON.stringify(categories)).not.toMatch(/effac/i);
    // What is left of each category is what it says.
    for (const { total, rows } of categories) expect(total).toBe(rows.length);
  });
});
