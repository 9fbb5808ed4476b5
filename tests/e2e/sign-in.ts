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

/** Imports the shipped sample through the page. */
export async function importExample(page: Page, cfa: CfaE2e) {
  await page.goto(importsPath(cfa));
  await page.locator('input[name="fichier"]').setInputFiles(EXAMPLE);
  await page.getByRole("button", { name: "Importer" }).click();
  await expect(page).toHaveURL(/bilan=/);
}

/** Saves the établissement's key through the page. */
export async function saveKey(page: Page, cfa: CfaE2e, key = cfa.key) {
  await page.goto(keyPath(cfa));
  await page.getByLabel("Clé d'API", { exact: true }).fill(key);
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByText("La clé est enregistrée.")).toBeVisible();
}
