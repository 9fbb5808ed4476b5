import { expect, test } from "@playwright/test";
import { cfaE2e } from "./cfas";
import { wideTables } from "./measures";
import { importExample, rapportPath, signIn } from "./sign-in";

const cfa = cfaE2e(9);

test("Une personne s'efface après que son nom est tapé, ne revient pas au fichier suivant, et le journal le dit sans la nommer", async ({
  page,
}) => {
  await signIn(page, cfa, "administrateur");
  await importExample(page, cfa);
  await page.goto(rapportPath(cfa));
  await page.getByRole("table").locator('a[href*="/apprenants/"]').first().click();
  await page.getByRole("link", { name: "Extraire ou effacer les données de cette personne" }).click();
  const label = page.getByRole("main").getByText(/^Pour confirmer, tapez/);
  const name = ((await label.textContent()) ?? "").split(":").slice(1).join(":").trim();
  expect(name).not.toBe("");
  expect(await wideTables(page)).toEqual([]);
  await expect(page).toHaveTitle(new RegExp(`^${name}\\s: données personnelles`));

  await page.getByLabel(/^Pour confirmer, tapez/).fill("quelqu'un d'autre");
  await page.getByRole("button", { name: "Effacer cette personne" }).click();
  await expect(page.getByLabel(/^Pour confirmer, tapez/)).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel(/^Pour confirmer, tapez/)).toHaveValue("quelqu'un d'autre");
  await page.getByLabel(/^Pour confirmer, tapez/).fill(name);
  await page.getByRole("button", { name: "Effacer cette personne" }).click();
  await expect(page).toHaveURL(/\/parametrage\/donnees-personnelles\?efface=1$/);
  await expect(page.locator("#annonces")).toContainText(/La personne est effacée\s: 1 dossier en moins\./);

  await page.goto(rapportPath(cfa));
  await expect(page.getByRole("main").getByText(name)).toHaveCount(0);
  await importExample(page, cfa);
  await page.goto(rapportPath(cfa));
  await expect(page.getByRole("main").getByText(name)).toHaveCount(0);
  await page.goto(`/${cfa.uai}/parametrage/journal`);
  await expect(page.getByRole("cell", { name: /effacé/ })).toBeVisible();
  await expect(page.getByRole("main").getByText(name)).toHaveCount(0);
});
