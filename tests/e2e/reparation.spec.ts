import { expect, type Page, test } from "@playwright/test";
import { cfaE2e } from "./cfas";
import { cheminRapport, connecter, enregistrerCle, importerExemple } from "./connecter";

const cfa = cfaE2e(6);
/** The goal of the story. */
const CLICS_MAX = 15;
const SAISIES_MAX = 6;

/** One cause, from the plan to the report: «Corriger», take the value in use, «Appliquer». */
async function reparerLaPremiereCause(page: Page, cliquer: (quoi: ReturnType<Page["locator"]>) => Promise<void>) {
  await cliquer(page.getByRole("link", { name: /^Corriger : / }).first());
  const prendre = page.getByRole("button", { name: /^Prendre toutes les valeurs|^Prendre / });
  const toutes = page.getByRole("button", { name: "Prendre toutes les valeurs proposées" });
  await expect(prendre.first()).toBeVisible();
  await cliquer((await toutes.count()) > 0 ? toutes : prendre.first());
  const appliquer = page.getByRole("button", { name: /^Appliquer à \d+ dossiers?$/ });
  await expect(appliquer).toBeVisible();
  await expect(page.getByRole("region", { name: "Effet de la correction" })).toContainText(/\d+ →.*\d+ valides/);
  await cliquer(appliquer);
  await expect(page).toHaveURL(/tableau-de-bord-apprentissage/);
}

test("Les 40 dossiers invalides de l'exemple sont réparés avant midi, transmis, et tout est vert", async ({ page }) => {
  let clics = 0;
  const saisies = 0;
  const cliquer = async (quoi: ReturnType<Page["locator"]>) => {
    clics += 1;
    await quoi.click();
  };
  await connecter(page, cfa, "administrateur");
  await enregistrerCle(page, cfa);
  await importerExemple(page, cfa);
  await page.goto(cheminRapport(cfa));

  await test.step("le plan dit les causes, la plus utile d'abord, avec ce que chacune débloque", async () => {
    const plan = page
      .getByRole("region", { name: "Plan de déblocage" })
      .or(page.locator("[aria-labelledby=plan-deblocage]"));
    await expect(plan.first()).toContainText("3 causes à réparer");
    await expect(plan.first()).toContainText(/SIRET du formateur.*: \d+ dossiers, en débloque \d+/);
    await expect(page.getByRole("link", { name: "40 Invalide pour TBA" })).toBeVisible();
  });

  await test.step("trois causes, trois corrections", async () => {
    for (let cause = 0; cause < 3; cause++) await reparerLaPremiereCause(page, cliquer);
    await expect(page.getByRole("link", { name: "0 Invalide pour TBA" })).toBeVisible();
    await expect(page.getByRole("link", { name: "57 À transmettre" })).toBeVisible();
  });

  await test.step("la dernière s'annule d'un clic, et se refait", async () => {
    await page.getByRole("button", { name: /^Annuler/ }).click();
    await expect(page.getByRole("link", { name: "0 Invalide pour TBA" })).toHaveCount(0);
    let aRefaire = 0;
    await reparerLaPremiereCause(page, async (quoi) => {
      aRefaire += 1;
      await quoi.click();
    });
    expect(aRefaire).toBe(3);
    await expect(page.getByRole("link", { name: "57 À transmettre" })).toBeVisible();
  });

  await test.step("tout part, tout est vert", async () => {
    await cliquer(page.getByRole("button", { name: "Transmettre maintenant" }));
    await expect(page.getByRole("link", { name: "57 Transmis sur TBA" })).toBeVisible({ timeout: 30_000 });
  });

  process.stdout.write(`Réparation de l'exemple : ${clics} clics, ${saisies} valeurs tapées.\n`);
  expect(clics).toBeLessThanOrEqual(CLICS_MAX);
  expect(saisies).toBeLessThanOrEqual(SAISIES_MAX);
});
