import { expect, type Page, test } from "@playwright/test";
import { cfaE2e } from "./cfas";
import { wideTables } from "./measures";
import { importExample, rapportPath, saveKey, signIn } from "./sign-in";

const cfa = cfaE2e(10);
const saved = (page: Page) => page.getByRole("main").getByText(/^Enregistré\./);

async function transmit(page: Page) {
  await page.goto(rapportPath(cfa));
  await page.getByRole("button", { name: "Transmettre maintenant" }).click();
  await expect(page.getByRole("main").getByText("17 dossiers envoyés : 17 acceptés, aucun refusé.")).toBeVisible();
}

/** The page of the n-th valid dossier. */
async function openValid(page: Page, n: number): Promise<string> {
  await page.goto(`${rapportPath(cfa)}?etat=transmis`);
  await page.locator(`table a[href*="/${cfa.uai}/apprenants/"]`).nth(n).click();
  await expect(page).toHaveURL(/\/apprenants\//);
  return page.url();
}

async function correct(page: Page, label: RegExp, value: string) {
  await page.getByLabel(label).fill(value);
  await page.getByRole("button", { name: "Enregistrer", exact: true }).click();
  await expect(saved(page)).toBeVisible();
}

/** A Saturday of this year or the next, jj/mm/aaaa. */
function aSaturday(): string {
  const day = new Date(Date.now() + 24 * 3600_000);
  while (day.getUTCDay() !== 6) day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10).split("-").reverse().join("/");
}

test("Ce que le TBA garde, cache ou perd se voit où on le cherche", async ({ page }) => {
  await signIn(page, cfa, "administrateur");
  await saveKey(page, cfa);
  await expect(page.getByRole("main").getByText(/Dernière utilisation\s: le .* \(clé enregistrée\)/)).toBeVisible();
  await importExample(page, cfa);
  await transmit(page);

  await test.step("la transmission mène à la page du TBA de ce jour", async () => {
    await page.goto(`/${cfa.uai}/transmissions`);
    await page.getByRole("region", { name: "Transmissions" }).getByRole("row").nth(1).getByRole("link").first().click();
    await expect(page).toHaveTitle(/^Transmission du \d\d\/\d\d\/\d{4} à \d\d:\d\d · /);
    const link = page.getByRole("link", { name: /Voir ce que le TBA a fait de ces dossiers/ });
    expect(await link.getAttribute("href")).toMatch(/\/transmissions\/\d{4}-\d{2}-\d{2}$/);
  });

  const first = await openValid(page, 0);
  await test.step("une exclusion transmise puis retirée est dite sur le dossier et dans « À surveiller »", async () => {
    await correct(page, /^Date d'exclusion ou d'abandon/, "01/10/2026");
    await transmit(page);
    await page.goto(first);
    await page.getByRole("button", { name: /Rétablir la valeur du logiciel\s: Date d'exclusion/ }).click();
    await expect(page.getByRole("main").getByText(/Une exclusion au 01\/10\/2026 a été transmise/)).toBeVisible();
    await page.goto(`/${cfa.uai}/etablissement/a-surveiller`);
    await expect(page.getByRole("main").getByText("Exclusions retirées que le TBA garde (1)")).toBeVisible();
  });

  await test.step("la page des statuts dit le samedi, et la règle de chaque changement", async () => {
    await page.goto(first);
    await page.getByRole("link", { name: "Pourquoi ces statuts, jour par jour" }).click();
    await expect(page.getByRole("heading", { name: "Statuts sur le TBA" })).toBeVisible();
    await expect(page).toHaveTitle(/^.+\s: statuts sur le TBA · Passerelle TBA$/);
    expect(await wideTables(page)).toEqual([]);
    await page.getByLabel("Jour", { exact: true }).fill(aSaturday());
    await page.getByRole("button", { name: "Voir ce jour" }).click();
    await expect(page.getByRole("status")).toContainText("Abandon");
    await expect(page.getByRole("status")).toContainText("samedi à 5 h");
    await expect(page.getByRole("region", { name: "Changements de statut" })).toContainText("commence le");
  });

  await test.step("un couple inconnu du TBA met sa réserve à « Transmis sur TBA », jusque dans l'en-tête", async () => {
    await openValid(page, 1);
    await correct(page, /^UAI du formateur/, cfa.uai);
    await importExample(page, cfa);
    await transmit(page);
    const count = page.getByRole("link", { name: "1 dossier transmis ne s'affichera pas" });
    await count.click();
    await expect(page.getByRole("main").getByText("1 affiché")).toBeVisible();
    await expect(page.getByRole("table")).toContainText("couple inconnu du TBA : ne s'affichera pas");
    await expect(page.getByRole("main").getByText(/1 dossier transmis ne s'affichera pas sur le TBA/)).toBeVisible();
  });
});
