import { expect, test } from "@playwright/test";
import { cfaE2e } from "./cfas";
import { cheminRapport, connecter, enregistrerCle, importerExemple } from "./connecter";

test.use({ javaScriptEnabled: false });
const cfa = cfaE2e(4);

test("Sans JavaScript, on se connecte, on importe, on cherche, on lit ce qui manque et on transmet", async ({
  page,
}) => {
  await connecter(page, cfa, "administrateur");
  await enregistrerCle(page, cfa);
  await importerExemple(page, cfa);
  await page.goto(cheminRapport(cfa));
  await page.getByRole("combobox", { name: /État du dossier/ }).selectOption({ label: "Invalide pour TBA" });
  await page.getByRole("combobox", { name: /État du dossier/ }).press("Enter");
  if (!page.url().includes("etat="))
    await page
      .getByRole("button", { name: /Rechercher|Filtrer|Appliquer/ })
      .first()
      .click();
  await expect(page).toHaveURL(/etat=invalide/);
  await expect(page.getByText("40 affichés")).toBeVisible();
  await page.locator("summary").filter({ hasText: "Informations manquantes ou invalides" }).first().click();
  await expect(page.locator("details[open]").first()).toContainText(/il en faut 14\.|manque|7 chiffres/);
  await page.goto(cheminRapport(cfa));
  await page.getByRole("button", { name: "Transmettre maintenant" }).click();
  await expect(page.getByRole("link", { name: "17 Transmis sur TBA" })).toBeVisible();
});
