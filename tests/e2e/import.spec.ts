import { expect, test } from "@playwright/test";
import { cfaE2e } from "./cfas";
import { importsPath, rapportPath, signIn } from "./sign-in";

const cfa = cfaE2e(3);
const csv = (text: string) => ({ name: "essai.csv", mimeType: "text/csv", buffer: Buffer.from(text) });

test("Un fichier inutilisable est refusé d'une phrase, et rien n'est écrit", async ({ page }) => {
  await signIn(page, cfa, "gestionnaire");
  const drop = async (file: { name: string; mimeType: string; buffer: Buffer }) => {
    await page.goto(importsPath(cfa));
    await page.locator('input[name="fichier"]').setInputFiles(file);
    await page.getByRole("button", { name: "Importer" }).click();
    return page.locator("main [aria-live]").filter({ hasText: /./ }).first();
  };
  await expect(
    await drop({ name: "photo.xlsx", mimeType: "image/png", buffer: Buffer.from("ceci n'est pas un classeur") }),
  ).toContainText(/n'est ni un classeur Excel ni un fichier CSV/);
  await expect(await drop(csv("couleur;taille\nbleu;12\n"))).toContainText(/colonne/);
  await expect(
    await drop({ name: "gros.csv", mimeType: "text/csv", buffer: Buffer.alloc(11 * 1024 * 1024, "a") }),
  ).toContainText(/Mo/);
  await page.goto(rapportPath(cfa));
  await expect(page.getByText(/Aucun dossier/)).toBeVisible();
});

test("Les lignes sans nom sont signalées avec leur numéro, les autres passent ; un second import ne double rien", async ({
  page,
}) => {
  await signIn(page, cfa, "gestionnaire");
  const file = csv("nom;prénom;date de naissance\nMartin;Léa;29/02/2004\n;Jean;01/01/2005\nDurand;Zoé;02/02/2005\n");
  for (const [created, unchanged] of [
    [2, 0],
    [0, 2],
  ]) {
    await page.goto(importsPath(cfa));
    await page.locator('input[name="fichier"]').setInputFiles(file);
    await page.getByRole("button", { name: "Importer" }).click();
    await expect(page).toHaveURL(/bilan=/);
    await expect(page.getByText("Ligne 3 : il manque le nom.")).toBeVisible();
    const digit = (name: string) => page.locator("dl > div").filter({ hasText: name }).locator("dd");
    await expect(digit("Nouveaux dossiers")).toHaveText(String(created));
    await expect(digit("Dossiers inchangés")).toHaveText(String(unchanged));
  }
  await page.goto(rapportPath(cfa));
  await expect(page.getByText("2 Dossiers apprenants")).toBeVisible();
});
