import { expect, type Page, test } from "@playwright/test";
import { cfaE2e } from "./cfas";
import { wideTables } from "./measures";
import { importExample, rapportPath, saveKey, signIn } from "./sign-in";

const cfa = cfaE2e(6);
/** The goal of the story. */
const MAX_CLICKS = 15;
const MAX_INPUTS = 6;

/** One cause, from the plan to the report: «Corriger», take the value in use, «Appliquer». */
async function repairFirstCause(page: Page, click: (what: ReturnType<Page["locator"]>) => Promise<void>) {
  await click(page.getByRole("link", { name: /^Corriger\s: / }).first());
  const take = page.getByRole("button", { name: /^Prendre toutes les valeurs|^Prendre / });
  const all = page.getByRole("button", { name: "Prendre toutes les valeurs proposées" });
  await expect(take.first()).toBeVisible();
  const cause = await page.getByRole("heading", { level: 1 }).textContent();
  await expect(page).toHaveTitle(`${cause} · Passerelle TBA`);
  expect(await wideTables(page), "la liste d'une cause sur un téléphone").toEqual([]);
  await click((await all.count()) > 0 ? all : take.first());
  const apply = page.getByRole("button", { name: /^Appliquer à \d+ dossiers?$/ });
  await expect(apply).toBeVisible();
  await expect(page.getByRole("region", { name: "Effet de la correction" })).toContainText(/\d+ →.*\d+ valides/);
  await click(apply);
  await expect(page).toHaveURL(/tableau-de-bord-apprentissage/);
}

test("Les 40 dossiers invalides de l'exemple sont réparés avant midi, transmis, et tout est vert", async ({ page }) => {
  let clicks = 0;
  const inputs = 0;
  const click = async (what: ReturnType<Page["locator"]>) => {
    clicks += 1;
    await what.click();
  };
  await signIn(page, cfa, "administrateur");
  await saveKey(page, cfa);
  await importExample(page, cfa);
  await page.goto(rapportPath(cfa));

  await test.step("le plan dit les causes, la plus utile d'abord, avec ce que chacune débloque", async () => {
    const plan = page
      .getByRole("region", { name: "Plan de déblocage" })
      .or(page.locator("[aria-labelledby=plan-deblocage]"));
    await expect(plan.first()).toContainText("3 causes à réparer");
    await expect(plan.first()).toContainText(/SIRET du formateur.*: \d+ dossiers, en débloque \d+/);
    await expect(page.getByRole("link", { name: "40 Invalide pour TBA" })).toBeVisible();
  });

  await test.step("trois causes, trois corrections", async () => {
    await repairFirstCause(page, click);
    await page.goBack();
    await expect(page.getByText("Plus aucun dossier n'a ce défaut")).toBeVisible();
    await page.goForward();
    for (let cause = 1; cause < 3; cause++) await repairFirstCause(page, click);
    await expect(page.getByRole("link", { name: "0 Invalide pour TBA" })).toBeVisible();
    await expect(page.getByRole("link", { name: "57 À transmettre" })).toBeVisible();
  });

  await test.step("la dernière s'annule d'un clic, et se refait", async () => {
    await page.getByRole("button", { name: /^Annuler/ }).click();
    await expect(page.getByRole("link", { name: "0 Invalide pour TBA" })).toHaveCount(0);
    let toRedo = 0;
    await repairFirstCause(page, async (what) => {
      toRedo += 1;
      await what.click();
    });
    expect(toRedo).toBe(3);
    await expect(page.getByRole("link", { name: "57 À transmettre" })).toBeVisible();
  });

  await test.step("tout part, tout est vert", async () => {
    await click(page.getByRole("button", { name: "Transmettre maintenant" }));
    await expect(page.getByRole("link", { name: "57 Transmis sur TBA" })).toBeVisible();
  });

  process.stdout.write(`Réparation de l'exemple : ${clicks} clics, ${inputs} valeurs tapées.\n`);
  expect(clicks).toBeLessThanOrEqual(MAX_CLICKS);
  expect(inputs).toBeLessThanOrEqual(MAX_INPUTS);
});
