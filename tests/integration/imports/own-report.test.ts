import { eq } from "drizzle-orm";
import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import { imports } from "@/db/schema/imports";
import { ETAT_LABELS } from "@/lib/domain/etat";
import { STATUT_LABELS } from "@/lib/domain/statut";
import { loadToWatch } from "@/lib/services/a-surveiller/load-to-watch";
import { undoImport } from "@/lib/services/imports/undo-import";
import { lastSoftwareFile } from "@/lib/services/preparation/holders";
import { exportRapport } from "@/lib/services/rapport/export-rapport";
import { loadRapport } from "@/lib/services/rapport/load-rapport";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import { storedDossiers, validSource } from "@/tests/factories/dossiers";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { importBytes } from "@/tests/helpers/import-bytes";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const WRONG = "7776444410001";
const RIGHT = "77764444100018";

const csvOf = (sources: readonly ReturnType<typeof validSource>[]) => {
  const headings = [...new Set(sources.flatMap((source) => Object.keys(source)))];
  const rows = sources.map((source) => headings.map((key) => String(source[key] ?? "")).join(";"));
  return new TextEncoder().encode([headings.join(";"), ...rows].join("\n"));
};

/** A CFA whose software wrote a wrong SIRET, and its report as a spreadsheet would open it. */
async function cfa() {
  const etablissement = await newEtablissement(database.db);
  const ctx = await person(database.db, etablissement.id, "gestionnaire");
  const sources = [1, 2, 3].map((n) => validSource(n, { etablissement_formateur_siret: WRONG }));
  let minutes = 0;
  const receive = (bytes: Uint8Array, name: string) => {
    const later = { ...ctx, now: new Date(ctx.now.getTime() + 60_000 * minutes++) };
    return within(later, etablissement.uai, importBytes, { name, bytes });
  };
  await receive(csvOf(sources), "logiciel.csv");
  const { stream } = await within(ctx, etablissement.uai, exportRapport);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(await new Response(stream).arrayBuffer());
  const [sheet] = book.worksheets;
  if (sheet === undefined) throw new Error("Le rapport n'a pas de feuille.");
  const headings = (sheet.getRow(1).values as unknown[]).map(String);
  const cell = (row: number, heading: string) => sheet.getRow(row).getCell(headings.indexOf(heading));
  const sendBack = async () => receive(new Uint8Array(await book.xlsx.writeBuffer()), "rapport corrigé.xlsx");
  const read = async () =>
    [...(await storedDossiers(database.db, etablissement.id)).values()].sort(
      (a, b) => (a.numero ?? 0) - (b.numero ?? 0),
    );
  return { ...etablissement, ctx, sources, receive, book, sheet, headings, cell, sendBack, read };
}

describe("Le rapport complet qui revient", () => {
  it("garde ses colonnes techniques cachées, et ne change rien quand personne n'y a touché", async () => {
    const { sheet, headings, sendBack, read } = await cfa();
    for (const heading of ["date_entree_formation", "email_contact", "passerelle_rapport"]) {
      expect(sheet.getColumn(headings.indexOf(heading)).hidden).toBe(true);
    }
    const before = await read();
    expect(await sendBack()).toMatchObject({ created: 0, modified: 0, unchanged: 3, setAside: [] });
    expect(await read()).toEqual(before);
  });

  it("dit de chaque dossier ce que la page du rapport en dit", async () => {
    const { uai, ctx, cell } = await cfa();
    const { rows } = await within(ctx, uai, loadRapport, parseFilters({}));
    expect(rows).toHaveLength(3);
    for (const [n, row] of rows.entries()) {
      const says = (heading: string) => cell(n + 2, heading).value ?? "";
      const words = ["N°", "Formation", "Apprenant", "Employeur"].map(says);
      expect(words).toEqual([row.numero, row.formation, row.apprenant, row.employeur]);
      expect(says("Statut sur TBA")).toBe(row.statut === null ? "" : STATUT_LABELS[row.statut]);
      expect(says("Prochain statut sur TBA")).toBe(row.nextChange === null ? "" : STATUT_LABELS[row.nextChange.statut]);
      expect(says("État du dossier")).toBe(ETAT_LABELS[row.etat]);
      const days = ["Début", "Fin"].map((heading) => (says(heading) as Date).toISOString().slice(0, 10));
      expect(days).toEqual([row.debut, row.fin]);
      const blocking = row.anomalies.filter(({ severity }) => severity === "bloquante");
      expect(says("Ce qui bloque, et le remède")).toBe(blocking.map(({ sentence }) => sentence).join("\n"));
    }
  });

  it("porte une feuille « Synthèse »: les états, les causes, le remède et qui peut agir, que le retour ne prend pas pour des apprenants", async () => {
    const { book, sendBack } = await cfa();
    const summary = book.getWorksheet("Synthèse");
    const lines = (summary?.getSheetValues() ?? []).flatMap((row) => (Array.isArray(row) ? [row.slice(1)] : []));
    expect(lines[1]?.[0]).toBe("Date de l'export");
    expect(lines).toContainEqual(["Dossiers", "Tous les dossiers apprenants", 3]);
    expect(lines).toContainEqual(["Dossiers", "Invalide pour TBA", 3]);
    const cause = lines.find(([heading]) => heading === "Cause (bloquant)");
    expect(cause?.slice(2, 4)).toEqual([3, 3]);
    expect(cause?.[4]).toContain(`Le SIRET du formateur a 13 chiffres (${WRONG}) : il en faut 14.`);
    expect(cause?.[5]).toBe("la direction");
    expect(book.worksheets[0]?.views[0]).toMatchObject({ xSplit: 3, ySplit: 1 });
    expect(await sendBack()).toMatchObject({ created: 0, modified: 0, unchanged: 3, setAside: [] });
  });

  it("fait de chaque valeur changée une correction, que le fichier suivant du logiciel ne défait pas", async () => {
    const { cell, sendBack, read, receive, sources } = await cfa();
    cell(2, "SIRET du formateur").value = RIGHT;
    cell(2, "email_contact").value = "neuve@example.org";
    expect(await sendBack()).toMatchObject({ modified: 1, unchanged: 2 });
    const [first] = await read();
    expect(first).toMatchObject({
      blocked: false,
      source: { etablissement_formateur_siret: WRONG },
      corrections: {
        etablissement_formateur_siret: { value: RIGHT, source: WRONG },
        email_contact: { value: "neuve@example.org" },
      },
    });
    await receive(csvOf(sources), "logiciel.csv");
    expect((await read())[0]?.corrections).toEqual(first?.corrections);
  });

  it("ne reprend pas ce que le logiciel a envoyé depuis : seules les cellules touchées corrigent", async () => {
    const { cell, headings, sheet, sendBack, read, receive, sources } = await cfa();
    cell(2, "email_contact").value = "neuve@example.org";
    const since = { etablissement_formateur_siret: RIGHT, adresse_apprenant: "9 rue Neuve", ine_apprenant: "" };
    await receive(csvOf(sources.map((source) => ({ ...source, ...since }))), "logiciel.csv");
    expect(await sendBack()).toMatchObject({ modified: 1, unchanged: 2, setAside: [] });
    const [first, second] = await read();
    expect(Object.keys(first?.corrections ?? {})).toEqual(["email_contact"]);
    expect(first?.source).toMatchObject({ adresse_apprenant: "9 rue Neuve", etablissement_formateur_siret: RIGHT });
    expect(second?.corrections).toEqual({});
    // A report that notes nothing, as those of before: its cells are compared with the dossier alone.
    sheet.getColumn(headings.indexOf("passerelle_rapport")).eachCell((each, row) => {
      if (row > 1) each.value = "2026-11-27";
    });
    expect(await sendBack()).toMatchObject({ modified: 3 });
    expect((await read())[1]?.corrections).toMatchObject({ etablissement_formateur_siret: { value: WRONG } });
  });

  it("dit que rien ne revient par « Début » ou « Fin », et où corriger", async () => {
    const { cell, sendBack } = await cfa();
    cell(2, "Début").value = new Date("2026-10-01");
    const { id, ...summary } = await sendBack();
    expect(summary).toMatchObject({ modified: 0, unchanged: 3 });
    const [row] = await database.db.select({ reading: imports.reading }).from(imports).where(eq(imports.id, id));
    expect(row?.reading?.notices.join()).toMatch(
      /« Début », « Fin » n'est pas repris : affichez les colonnes masquées/,
    );
  });

  it("ne vide pas un dossier d'une cellule en erreur ou d'une formule sans valeur", async () => {
    const { cell, sendBack, read } = await cfa();
    cell(2, "email_contact").value = { error: "#N/A" };
    cell(2, "SIRET de l'employeur").value = { error: "#REF!" };
    cell(2, "date_entree_formation").value = { formula: "A1" };
    cell(3, "email_contact").value = null;
    expect(await sendBack()).toMatchObject({ modified: 1, unchanged: 2, setAside: [] });
    const [first, second] = await read();
    expect(first?.corrections).toEqual({});
    expect(second?.corrections).toMatchObject({ email_contact: { value: null } });
  });

  it("s'annule comme un autre import, et ne fait croire personne parti", async () => {
    const { uai, ctx, cell, sendBack, read, sheet } = await cfa();
    cell(2, "SIRET du formateur").value = RIGHT;
    sheet.spliceRows(3, 2);
    const { id } = await sendBack();
    expect((await within(ctx, uai, loadToWatch)).absents).toEqual([]);
    await within(ctx, uai, undoImport, id);
    expect((await read())[0]).toMatchObject({ blocked: true, corrections: {} });
  });

  it("ne crée aucun dossier : une ligne qu'on ne connaît pas est écartée avec la raison", async () => {
    const { cell, sendBack, read } = await cfa();
    cell(4, "Identifiant dans le logiciel").value = "INCONNU";
    const summary = await sendBack();
    expect(summary).toMatchObject({ created: 0, unchanged: 2 });
    expect(summary.setAside).toMatchObject([{ row: 4, reason: expect.stringContaining("ne fait que corriger") }]);
    expect(await read()).toHaveLength(3);
  });
});

describe("Le rapport complet passé par plusieurs mains", () => {
  it("réunit ce que deux personnes ont corrigé chacune dans sa copie, sans en faire un second contrat ; de deux valeurs, la première", async () => {
    const { sheet, cell, headings, sendBack, read } = await cfa();
    const rows = [2, 3, 4].map((row) => [...(sheet.getRow(row).values as unknown[])]);
    cell(2, "email_contact").value = "alice@example.org";
    cell(2, "adresse_apprenant").value = "1 rue d'Alice";
    for (const row of rows) sheet.addRow(row.slice(1));
    cell(5, "SIRET de l'employeur").value = "13002526500013";
    cell(5, "adresse_apprenant").value = "2 rue de Bob";
    cell(6, "email_contact").value = "bob@example.org";
    expect(headings).toContain("passerelle_rapport");
    const summary = await sendBack();
    expect(summary).toMatchObject({ created: 0, modified: 2, unchanged: 1, setAside: [] });
    const [first, second] = await read();
    expect(
      Object.fromEntries(Object.entries(first?.corrections ?? {}).map(([key, { value }]) => [key, value])),
    ).toEqual({
      email_contact: "alice@example.org",
      siret_employeur: "13002526500013",
      adresse_apprenant: "1 rue d'Alice",
    });
    expect(second?.corrections).toMatchObject({ email_contact: { value: "bob@example.org" } });
  });

  it("ne corrige rien d'un code qu'un tableur a arrondi, et garde celui du dossier", async () => {
    const { cell, sendBack, read } = await cfa();
    cell(2, "SIRET de l'employeur").value = "8,24093E+13";
    cell(2, "etablissement_responsable_siret").value = "7.77644E+13";
    cell(2, "email_contact").value = "neuve@example.org";
    expect(await sendBack()).toMatchObject({ modified: 1, unchanged: 2 });
    expect(Object.keys((await read())[0]?.corrections ?? {})).toEqual(["email_contact"]);
  });

  it("sans sa dernière colonne cachée est encore le rapport : il corrige, et n'est pas le fichier du logiciel", async () => {
    const { id, uai, ctx, sheet, headings, cell, sendBack, read, sources } = await cfa();
    const last = await lastSoftwareFile(database.db, id);
    cell(2, "email_contact").value = "neuve@example.org";
    sheet.spliceColumns(headings.indexOf("passerelle_rapport"), 1);
    expect(await sendBack()).toMatchObject({ modified: 1, unchanged: 2, setAside: [] });
    const [first] = await read();
    expect(first).toMatchObject({ corrections: { email_contact: { value: "neuve@example.org" } } });
    expect(first?.source).toMatchObject({ ...sources[0] });
    expect(await lastSoftwareFile(database.db, id)).toBe(last);
    expect((await within(ctx, uai, loadToWatch)).absents).toEqual([]);
  });

  it("sans ses colonnes cachées est refusé, avec le remède : il ne dit plus de qui est chaque ligne", async () => {
    const { sheet, headings, sendBack, read } = await cfa();
    for (let at = headings.length - 1; at > 0; at--) if (sheet.getColumn(at).hidden) sheet.spliceColumns(at, 1);
    await expect(sendBack()).rejects.toThrow("a perdu des colonnes cachées");
    expect((await read()).every(({ corrections }) => Object.keys(corrections).length === 0)).toBe(true);
  });
});
