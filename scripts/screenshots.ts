// `npm run screenshots`, while the demo runs (ADDRESS, http://localhost:3000 unless told otherwise): the pictures of docs/images, what each
// shows (pictures.json, which a test holds against the pages), and every page at three widths (docs/images/pages).
import { mkdirSync, writeFileSync } from "node:fs";
import { chromium, type Page } from "@playwright/test";
import { DEMO_ACCOUNTS, DEMO_SUPERVISEUR } from "@/scripts/demo/accounts";
import { enter, everyPage, RAPPORT } from "@/scripts/demo/every-page";
import { EXAMPLE_CFA, SECOND_CFA } from "@/scripts/demo/example/cfa";
import { exampleWorkbook } from "@/scripts/demo/example/example-workbook";
import { PEOPLE } from "@/scripts/demo/example/people";
import { SECOND_PEOPLE } from "@/scripts/demo/example/second-people";
import { CHROMIUM_OPTIONS, findChromium } from "@/tests/helpers/chromium";

const ADDRESS = process.env.ADDRESS ?? "http://localhost:3000";

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

/** What each picture shows: the page's address and title, the picture's size in pixels. */
const pictures: Record<string, { path: string; title: string; width: number; height: number }> = {};

async function takeScreenshots(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `docs/images/${name}.png` });
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  const title = (await page.getByRole("heading", { level: 1 }).first().innerText()).trim();
  const path = new URL(page.url()).pathname.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "{id}");
  pictures[name] = { path: path.replace(EXAMPLE_CFA.uai, "{uai}"), title, width, height };
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
  await thePreview(page);
}

/** The same people a month later: the missing dates are there, and two have come. It stays a preview. */
async function thePreview(page: Page): Promise<void> {
  const mended = PEOPLE.map((person) => ({ ...person, faults: person.faults?.filter((fault) => fault !== "B") ?? [] }));
  const buffer = Buffer.from(await exampleWorkbook([...mended, ...SECOND_PEOPLE.slice(0, 2)]));
  const mimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  await page.goto(`/${EXAMPLE_CFA.uai}/imports`);
  await page.locator('input[name="fichier"]').setInputFiles({ name: "apprenants-decembre.xlsx", mimeType, buffer });
  await page.getByRole("button", { name: "Importer" }).click();
  await page.getByRole("button", { name: /^Appliquer/ }).waitFor();
  await takeScreenshots(page, "imports");
}

const SIZES = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];

async function atEveryWidth(page: Page, pages: Readonly<Record<string, string>>): Promise<void> {
  mkdirSync("docs/images/pages", { recursive: true });
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(path);
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await page.screenshot({ path: `docs/images/pages/${name}-${size.width}.png` });
    }
    console.log(`docs/images/pages/${name}`);
  }
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
  const all = await browser.newPage({ ...common, viewport: { width: 1280, height: 800 } });
  await atEveryWidth(all, { connexion: "/connexion", "mot-de-passe-oublie": "/connexion/mot-de-passe-oublie" });
  await signIn(all);
  await atEveryWidth(all, await everyPage(all));
  const superviseur = await browser.newPage({ ...common, viewport: { width: 1280, height: 800 } });
  await enter(superviseur, DEMO_SUPERVISEUR.email, /^Réseau$/);
  await atEveryWidth(superviseur, { reseau: "/reseau", "causes-communes": "/reseau/causes" });
  writeFileSync("docs/images/pictures.json", `${JSON.stringify(pictures, null, 2)}\n`);
  await browser.close();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
