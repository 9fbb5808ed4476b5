import { expect, type Page } from "@playwright/test";
import type { CfaE2e } from "./cfas";

/** Signs in as a role of an établissement; ends on its report. */
export async function connecter(page: Page, cfa: CfaE2e, role: "administrateur" | "gestionnaire" | "lecteur") {
  await page.goto("/connexion");
  await page.getByLabel("Adresse e-mail").fill(`${role}-${cfa.rang}@example.org`);
  await page.getByLabel("Mot de passe").fill(cfa.motDePasse);
  await page.getByRole("button", { name: "Se connecter" }).click();
  await expect(page.getByRole("heading", { name: /Rapport de transmission/ })).toBeVisible();
}

export const cheminRapport = (cfa: CfaE2e) => `/${cfa.uai}/etablissement/tableau-de-bord-apprentissage`;
export const cheminCle = (cfa: CfaE2e) => `/${cfa.uai}/parametrage/api/mission-apprentissage`;
export const cheminImports = (cfa: CfaE2e) => `/${cfa.uai}/imports`;
export const EXEMPLE = "scripts/demo/exemple/apprenants-exemple.xlsx";

/** Imports the shipped sample through the page. */
export async function importerExemple(page: Page, cfa: CfaE2e) {
  await page.goto(cheminImports(cfa));
  await page.locator('input[name="fichier"]').setInputFiles(EXEMPLE);
  await page.getByRole("button", { name: "Importer" }).click();
  await expect(page).toHaveURL(/bilan=/);
}

/** Saves the établissement's key through the page. */
export async function enregistrerCle(page: Page, cfa: CfaE2e, cle = cfa.cle) {
  await page.goto(cheminCle(cfa));
  await page.getByLabel("Clé d'API", { exact: true }).fill(cle);
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByText("La clé est enregistrée.")).toBeVisible();
}
