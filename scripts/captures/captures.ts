// `npm run captures`, while the demo runs (ADRESSE, http://localhost:3000 unless told otherwise): the pictures of docs/images.
import { chromium, type Page } from "@playwright/test";
import { COMPTES_DEMO, MOT_DE_PASSE_DEMO } from "@/scripts/demo/comptes";
import { CFA_EXEMPLE } from "@/scripts/demo/exemple/cfa";
import { OPTIONS_CHROMIUM, trouverChromium } from "@/tests/appui/chromium";

const ADRESSE = process.env.ADRESSE ?? "http://localhost:3000";
const RAPPORT = `/${CFA_EXEMPLE.uai}/etablissement/tableau-de-bord-apprentissage`;

async function connecter(page: Page): Promise<void> {
  await page.goto("/connexion");
  await page.getByLabel("Adresse e-mail").fill(COMPTES_DEMO[0]?.email ?? "");
  await page.getByLabel("Mot de passe").fill(MOT_DE_PASSE_DEMO);
  await page.getByRole("button", { name: "Se connecter" }).click();
  await page.getByRole("heading", { name: /Rapport de transmission/ }).waitFor();
}

async function capturer(page: Page, nom: string, pageEntiere = false): Promise<void> {
  await page.screenshot({ path: `docs/images/${nom}.png`, fullPage: pageEntiere });
  console.log(`docs/images/${nom}.png`);
}

async function lesPages(page: Page): Promise<void> {
  await page.goto("/connexion");
  await capturer(page, "connexion");
  await connecter(page);
  await capturer(page, "rapport");
  await page
    .getByRole("button", { name: /Informations manquantes ou invalides/ })
    .first()
    .focus();
  await page.getByRole("tooltip").first().waitFor();
  await capturer(page, "rapport-info-bulle");
  await page.goto(`${RAPPORT}?etat=invalide&formation=TSVO2&tri=apprenant`);
  await capturer(page, "rapport-filtre");
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
  await capturer(page, "deblocage");
  await page.goto(`${RAPPORT}?etat=invalide`);
  await page.locator(`a[href*="/${CFA_EXEMPLE.uai}/apprenants/"]`).first().click();
  await page.getByRole("button", { name: "Enregistrer", exact: true }).waitFor();
  await capturer(page, "dossier");
  await page.goto(`/${CFA_EXEMPLE.uai}/transmissions`);
  await page.getByRole("region", { name: "Transmissions" }).getByRole("link").first().click();
  await page.getByText(/appels? au TBA/).waitFor();
  await page.getByRole("link", { name: "N° 1", exact: true }).click();
  await page.getByText("Dossiers de l'appel n° 1").waitFor();
  await capturer(page, "transmission");
  await page.goto(`/${CFA_EXEMPLE.uai}/etablissement/a-surveiller`);
  await capturer(page, "a-surveiller");
  await page.goto(`/${CFA_EXEMPLE.uai}/parametrage/api/mission-apprentissage`);
  await capturer(page, "cle-api");
  await page.goto(`/${CFA_EXEMPLE.uai}/imports`);
  const bilan = page.getByRole("link", { name: /apprenants-exemple/ }).first();
  if (await bilan.count()) await bilan.click();
  await capturer(page, "imports");
}

async function principal(): Promise<void> {
  const { chemin, env } = await trouverChromium();
  const navigateur = await chromium.launch({
    executablePath: chemin,
    args: OPTIONS_CHROMIUM,
    env: { ...process.env, ...env } as Record<string, string>,
  });
  const commun = { baseURL: ADRESSE, locale: "fr-FR" };
  await lesPages(await navigateur.newPage({ ...commun, viewport: { width: 1440, height: 900 } }));
  const sombre = await navigateur.newPage({ ...commun, viewport: { width: 1440, height: 900 }, colorScheme: "dark" });
  await connecter(sombre);
  await capturer(sombre, "rapport-sombre");
  const telephone = await navigateur.newPage({
    ...commun,
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
  });
  await connecter(telephone);
  await capturer(telephone, "rapport-telephone");
  await navigateur.close();
}

principal().catch((erreur: unknown) => {
  console.error(erreur instanceof Error ? erreur.message : erreur);
  process.exitCode = 1;
});
