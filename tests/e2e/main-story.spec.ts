import { readFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import ExcelJS from "exceljs";
import { cfaE2e } from "./cfas";
import { importExample, keyPath, rapportPath, saveKey, signIn } from "./sign-in";

const cfa = cfaE2e(0);
/** The three causes of the sample's invalid dossiers. */
const CAUSES =
  /Le SIRET du formateur a 13 chiffres \(\d{13}\)\s: il en faut 14\.|La date d'inscription manque|L'UAI du responsable a 6 chiffres/;

test("Toute l'histoire : la clé, le fichier, le rapport, la transmission, le classeur", async ({ page, request }) => {
  await test.step("la clé s'enregistre, se teste, et ne se revoit plus", async () => {
    await signIn(page, cfa, "administrateur");
    await expect(page.getByRole("main").getByText("Dernière transmission vers TBA : aucune")).toBeVisible();
    await page.goto(keyPath(cfa));
    const blueKey = page.getByRole("link", { name: /Récupérer la clé/ });
    expect(await blueKey.getAttribute("href")).toMatch(
      /\/connexion-api\?siret=77764444100018&uai=0100000A&erp=passerelle-tba$/,
    );
    await saveKey(page, cfa);
    await page.getByRole("button", { name: "Tester la clé" }).click();
    const accepted = page.getByRole("main").getByText("Le TBA accepte cette clé.");
    await expect(accepted).toBeVisible();
    await page.getByLabel("Clé d'API", { exact: true }).fill(cfa.key);
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await expect(accepted, "ce qui fut dit de la clé d'avant").toHaveCount(0);
    await page.reload();
    await expect(page.getByRole("main").getByText(/Enregistrée le .* par administrateur 0/)).toBeVisible();
    expect(await page.content()).not.toContain(cfa.key);
  });

  await test.step("le fichier s'importe et le rapport montre 57 apprenants, 40 invalides", async () => {
    await importExample(page, cfa);
    await page.goto(rapportPath(cfa));
    await expect(page.getByRole("main").getByText("57 Dossiers apprenants")).toBeVisible();
    await expect(page.getByRole("link", { name: "40 Invalide pour TBA" })).toBeVisible();
    await expect(page.getByRole("link", { name: "17 À transmettre" })).toBeVisible();
  });

  await test.step("l'info-bulle d'un dossier invalide dit ce qui manque, à la souris et au clavier", async () => {
    await page.getByRole("link", { name: "40 Invalide pour TBA" }).click();
    await expect(page.getByRole("main").getByText("40 affichés")).toBeVisible();
    const icon = page.getByRole("button", { name: /Informations manquantes ou invalides/ }).first();
    await icon.hover();
    await expect(page.getByRole("tooltip").first()).toContainText(CAUSES);
    await page.mouse.move(0, 0, { steps: 5 });
    await expect(page.getByRole("tooltip")).toHaveCount(0);
    await icon.focus();
    await expect(page.getByRole("tooltip").first()).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("tooltip")).toHaveCount(0);
  });

  await test.step("la transmission fait passer les 17 valides au vert, sur le TBA comme ici", async () => {
    await page.goto(rapportPath(cfa));
    await page.getByRole("button", { name: "Transmettre maintenant" }).click();
    await expect(page.getByRole("main").getByText("17 dossiers envoyés : 17 acceptés, aucun refusé.")).toBeVisible();
    await expect(page.getByRole("link", { name: "17 Transmis sur TBA" })).toBeVisible();
    const today = new Intl.DateTimeFormat("fr-FR", { timeZone: "Europe/Paris" }).format(new Date());
    await expect(page.getByRole("main").getByText(`Dernière transmission vers TBA : ${today}`)).toBeVisible();
    const tba = `http://localhost:${Number(new URL(page.url()).port) + 1}`;
    const enrolments = await (await request.get(`${tba}/_simulateur/effectifs?cle=${cfa.key}`)).json();
    expect(enrolments).toHaveLength(17);
  });

  await test.step("le classeur téléchargé dit la même chose que la page", async () => {
    const waiting = page.waitForEvent("download");
    await page.getByRole("link", { name: "Télécharger le rapport complet" }).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toMatch(/^rapport-tba-0100000A-\d{4}-\d{2}-\d{2}\.xlsx$/);
    const workbook = new ExcelJS.Workbook();
    const bytes = await readFile(await download.path());
    await workbook.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
    const sheet = workbook.worksheets[0];
    expect(sheet?.rowCount).toBe(58);
    const headings = Array.from({ length: 8 }, (_, i) => sheet?.getRow(1).getCell(i + 1).value);
    expect(headings).toEqual([
      "N°",
      "Formation",
      "Apprenant",
      "Statut sur TBA",
      "Employeur",
      "Début",
      "Fin",
      "État du dossier",
    ]);
    const etats = Array.from({ length: 57 }, (_, i) => sheet?.getRow(i + 2).getCell(8).value);
    expect(etats.filter((e) => e === "Transmis sur TBA")).toHaveLength(17);
    expect(etats.filter((e) => e === "Invalide pour TBA")).toHaveLength(40);
    const rank = etats.indexOf("Invalide pour TBA") + 2;
    expect(String(sheet?.getRow(rank).getCell(9).value)).toMatch(/\.$/);
    const starts = Array.from({ length: 57 }, (_, i) => sheet?.getRow(i + 2).getCell(6).value).filter(Boolean);
    expect(starts.every((d) => d instanceof Date)).toBe(true);
  });
});
