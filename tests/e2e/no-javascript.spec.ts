import { expect, test } from "@playwright/test";
import { cfaE2e } from "./cfas";
import { importExample, openUntil, rapportPath, saveKey, signIn } from "./sign-in";

test.use({ javaScriptEnabled: false });
const cfa = cfaE2e(4);

test("Sans JavaScript, on se connecte, on importe, on cherche, on lit ce qui manque et on transmet", async ({
  page,
}) => {
  await signIn(page, cfa, "administrateur");
  await saveKey(page, cfa);
  await importExample(page, cfa);
  await page.goto(rapportPath(cfa));
  await page.getByRole("button", { name: /^Rechercher.*État du dossier/ }).click();
  for (const etat of ["Invalide pour TBA", "Refusé par le TBA"]) await page.getByLabel(etat, { exact: true }).check();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Filtrer" }).first().click();
  await expect(page).toHaveURL(/etat=invalide&etat=refuse/);
  await expect(page.getByRole("main").getByText("40 affichés")).toBeVisible();
  await page
    .getByRole("button", { name: /Informations manquantes ou invalides/ })
    .first()
    .click();
  await expect(page.locator(":popover-open")).toContainText(/il en faut 14\.|manque|7 chiffres/);
  await page.goto(rapportPath(cfa));
  await page.getByRole("button", { name: "Transmettre maintenant" }).click();
  await openUntil(page, rapportPath(cfa), page.getByRole("link", { name: "17 Transmis sur TBA" }));
});

test("Sans JavaScript, on corrige en masse après avoir vu l'effet, on annule, et on corrige un dossier", async ({
  page,
}) => {
  const other = cfaE2e(9);
  await signIn(page, other, "administrateur");
  await importExample(page, other);
  await page.goto(rapportPath(other));
  await page
    .getByRole("link", { name: /^Corriger\s: / })
    .first()
    .click();
  await page
    .getByRole("button", { name: /^Prendre / })
    .first()
    .click();
  await page.getByRole("button", { name: /^Appliquer à / }).click();
  await expect(page).toHaveURL(/tableau-de-bord-apprentissage/);
  await expect(page.getByRole("link", { name: "40 Invalide pour TBA" })).toHaveCount(0);
  await page.getByRole("button", { name: /^Annuler/ }).click();
  await page.goto(rapportPath(other));
  await expect(page.getByRole("link", { name: "40 Invalide pour TBA" })).toBeVisible();

  await page.getByRole("table").locator(`a[href*="/${other.uai}/apprenants/"]`).first().click();
  await page.getByLabel("Prénom (obligatoire)").fill("Corrigé");
  await page.getByRole("button", { name: "Enregistrer", exact: true }).click();
  await expect(page.getByRole("button", { name: /Rétablir la valeur du logiciel\s: Prénom/ })).toBeVisible();
});
