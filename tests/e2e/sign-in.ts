import { expect, type Locator, type Page } from "@playwright/test";
import type { CfaE2e } from "./cfas";

/** Signs in as a role of an établissement; ends on its report. */
export async function signIn(page: Page, cfa: CfaE2e, role: "administrateur" | "gestionnaire" | "lecteur") {
  await page.goto("/connexion");
  await page.getByLabel("Adresse e-mail").fill(`${role}-${cfa.rank}@example.org`);
  await page.getByLabel("Mot de passe").fill(cfa.password);
  await page.getByRole("button", { name: "Se connecter" }).click();
  await expect(page.getByRole("heading", { name: /Rapport de transmission/ })).toBeVisible();
}

export const rapportPath = (cfa: CfaE2e) => `/${cfa.uai}/etablissement/tableau-de-bord-apprentissage`;
export const keyPath = (cfa: CfaE2e) => `/${cfa.uai}/parametrage/api/mission-apprentissage`;
export const importsPath = (cfa: CfaE2e) => `/${cfa.uai}/imports`;
export const EXAMPLE = "scripts/demo/example/apprenants-exemple.xlsx";

/** Opens a page again and again until it shows something: for pages that do not follow by themselves. */
export async function openUntil(page: Page, path: string, shown: Locator) {
  await expect(async () => {
    await page.goto(path);
    await expect(shown).toBeVisible({ timeout: 2000 });
  }).toPass();
}

/** A file as the browser's field takes it: a path, or bytes with a name. */
type PickedFile = Parameters<Locator["setInputFiles"]>[0];

/** Sends a file from the page «Importer»; ends on the page of its import. */
export async function sendFile(page: Page, cfa: CfaE2e, file: PickedFile) {
  await page.goto(importsPath(cfa));
  await page.locator('input[name="fichier"]').setInputFiles(file);
  await page.getByRole("button", { name: "Importer" }).click();
  await expect(page).toHaveURL(/\/imports\/[0-9a-f-]{36}$/);
}

/** On a preview: applies it, and waits for it to be applied. */
export async function applyImport(page: Page) {
  await page.getByRole("button", { name: /^Appliquer/ }).click();
  await expect(page.getByRole("heading", { name: "Résultat de l'import" })).toBeVisible();
}

/** On an import whose columns are asked about: goes on with what is there. */
export async function continueToPreview(page: Page) {
  await page.getByRole("button", { name: "Continuer vers l'aperçu" }).click();
  await expect(page.getByRole("button", { name: /^Appliquer/ })).toBeVisible();
}

/** Imports the shipped sample through the page. */
export async function importExample(page: Page, cfa: CfaE2e) {
  await sendFile(page, cfa, EXAMPLE);
  // A journey that comes back to the same établissement finds it imported already.
  const again = page.getByRole("button", { name: "Le lire quand même" });
  await expect(again.or(page.getByRole("button", { name: /^Appliquer/ }))).toBeVisible();
  if (await again.isVisible()) await again.click();
  await applyImport(page);
}

/** Saves the établissement's key through the page. */
export async function saveKey(page: Page, cfa: CfaE2e, key = cfa.key) {
  await page.goto(keyPath(cfa));
  await page.getByLabel("Clé d'API", { exact: true }).fill(key);
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("main").getByText("La clé est enregistrée.")).toBeVisible();
}
