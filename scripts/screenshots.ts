// `npm run screenshots`, while the demo runs (ADDRESS, http://localhost:3000 unless told otherwise): the pictures of docs/images.
import { chromium, type Page } from "@playwright/test";
import { DEMO_ACCOUNTS, DEMO_PASSWORD, DEMO_SUPERVISEUR } from "@/scripts/demo/accounts";
import { EXAMPLE_CFA, SECOND_CFA } from "@/scripts/demo/example/cfa";
import { CHROMIUM_OPTIONS, findChromium } from "@/tests/helpers/chromium";

const ADDRESS = process.env.ADDRESS ?? "http://localhost:3000";
const RAPPORT = `/${EXAMPLE_CFA.uai}/etablissement/tableau-de-bord-apprentissage`;

async function enter(page: Page, email: string, heading: RegExp): Promise<void> {
  await page.goto("/connexion");
  await page.getByLabel("Adresse e-mail").fill(email);
  await page.getByLabel("Mot de passe").fill(DEMO_PASSWORD);
  await page.getByRole("button", { name: "Se connecter" }).click();
  await page.getByRole("heading", { name: heading }).waitFor();
}

const signIn = (page: Page) => enter(page, DEMO_ACCOUNTS[0]?.email ?? "", /Rapport de transmission/);

/** What a superviseur sees, and one of their établissements over thirty nights. */
async function theReseau(page: Page, suffix = ""): Promise<void> {
  await enter(page, DEMO_SUPERVISEUR.email, /^Réseau$/);
  await takeScreenshots(page, `reseau${suffix}`);
  await page.goto("/reseau/causes");
  await takeScreenshots(page, `causes-communes${suffix}`);
  await page.goto(`/${SECOND_CFA.uai}/transmissions`);
  await takeScreenshots(page, `evolution${suffix}`);
}

async function takeScreenshots(page: Page, name: string, fullPage = false): Promise<void> {
  await page.screenshot({ path: `docs/images/${name}.png`, fullPage: fullPage });
  console.log(`docs/images/${name}.png`);
}

async function thePages(page: Page): Promise<void> {
  await page.goto("/connexion");
  await takeScreenshots(page, "connexion");
  await signIn(page);
  await takeScreenshots(page, "rapport");
  await page
    .getByRole("button", { name: /Informations manquantes ou invalides/ })
    .first()
    .focus();
  await page.getByRole("tooltip").first().waitFor();
  await takeScreenshots(page, "rapport-info-bulle");
  await page.goto(`${RAPPORT}?etat=invalide&formation=TSVO2&tri=apprenant`);
  await takeScreenshots(page, "rapport-filtre");
  await page.goto(RAPPORT);
  await page
    .getByRole("link", { name: /^Corriger : / })
    .first()
    .click();
  await page
    .getByRole("button", { name: /^Prendre / })
    .first()
    .click();
  await page.getByRole("button", { name: /^Appliquer à / }).waitFor();
  await takeScreenshots(page, "deblocage");
  await page.goto(`${RAPPORT}?etat=invalide`);
  await page.getByRole("table").locator(`a[href*="/${EXAMPLE_CFA.uai}/apprenants/"]`).first().click();
  await page.getByRole("button", { name: "Enregistrer", exact: true }).waitFor();
  await takeScreenshots(page, "dossier");
  await page.goto(`/${EXAMPLE_CFA.uai}/transmissions`);
  await page.getByRole("region", { name: "Transmissions" }).getByRole("link").first().click();
  await page.getByText(/appels? au TBA/).waitFor();
  await page.getByRole("link", { name: "N° 1", exact: true }).click();
  await page.getByText("Dossiers de l'appel n° 1").waitFor();
  await takeScreenshots(page, "transmission");
  await page.goto(`/${EXAMPLE_CFA.uai}/etablissement/a-surveiller`);
  await takeScreenshots(page, "a-surveiller");
  await page.goto(`/${EXAMPLE_CFA.uai}/parametrage/api/mission-apprentissage`);
  await takeScreenshots(page, "cle-api");
  await page.goto(`/${EXAMPLE_CFA.uai}/imports`);
  const summary = page.getByRole("link", { name: /apprenants-exemple/ }).first();
  if (await summary.count()) await summary.click();
  await takeScreenshots(page, "imports");
}

async function main(): Promise<void> {
  const { path, env } = await findChromium();
  const browser = await chromium.launch({
    executablePath: path,
    args: CHROMIUM_OPTIONS,
    env: { ...process.env, ...env } as Record<string, string>,
  });
  const common = { baseURL: ADDRESS, locale: "fr-FR" };
  await thePages(await browser.newPage({ ...common, viewport: { width: 1440, height: 900 } }));
  await theReseau(await browser.newPage({ ...common, viewport: { width: 1440, height: 900 } }));
  await theReseau(await browser.newPage({ ...common, viewport: { width: 390, height: 844 } }), "-telephone");
  const dark = await browser.newPage({ ...common, viewport: { width: 1440, height: 900 }, colorScheme: "dark" });
  await signIn(dark);
  await takeScreenshots(dark, "rapport-sombre");
  const telephone = await browser.newPage({
    ...common,
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
  });
  await signIn(telephone);
  await takeScreenshots(telephone, "rapport-telephone");
  await browser.close();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
