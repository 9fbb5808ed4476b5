import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { cfaE2e } from "./cfas";
import { importExample, rapportPath, signIn } from "./sign-in";

const cfa = cfaE2e(12);
const firstName = (page: Page) => page.getByLabel("Prénom (obligatoire)");
const save = (page: Page) => page.getByRole("button", { name: "Enregistrer", exact: true });
const saying = (page: Page, words: RegExp) => page.getByRole("main").getByText(words);
const isAction = (headers: Record<string, string>) => headers["next-action"] !== undefined;

/** One page and one établissement for the whole file: what a secretary does in a morning, in this order. */
test.describe.configure({ mode: "serial" });
let context: BrowserContext;
let page: Page;
let dossier = "";

test.beforeAll(async ({ browser }) => {
  context = await browser.newContext({ locale: "fr-FR", viewport: { width: 1440, height: 900 } });
  page = await context.newPage();
  await signIn(page, cfa, "administrateur");
  await importExample(page, cfa);
  await page.goto(`${rapportPath(cfa)}?etat=invalide`);
  const link = page.getByRole("table").locator(`a[href*="/${cfa.uai}/apprenants/"]`).first();
  dossier = (await link.getAttribute("href")) ?? "";
});
test.afterAll(() => context.close());

test("Ce qui est saisi reste là quand le site ne répond pas, a changé, ou que la session est finie", async () => {
  await page.goto(dossier);
  await firstName(page).fill("Gardé");

  await test.step("le réseau coupé", async () => {
    await page.route("**", (route) => (isAction(route.request().headers()) ? route.abort() : route.fallback()));
    await save(page).click();
    await expect(
      saying(page, /Le site ne répond pas\. Ce que vous avez saisi est encore là\s: réessayez\./),
    ).toBeVisible();
    await expect(firstName(page)).toHaveValue("Gardé");
    await page.unroute("**");
  });

  await test.step("une nouvelle version", async () => {
    await page.route("**", (route) => {
      const headers = route.request().headers();
      return isAction(headers)
        ? route.fallback({ headers: { ...headers, "next-action": "0".repeat(42) } })
        : route.fallback();
    });
    await save(page).click();
    await expect(
      saying(page, /Une nouvelle version est en place\s: rechargez, votre saisie est gardée\./),
    ).toBeVisible();
    await expect(firstName(page)).toHaveValue("Gardé");
    await page.unroute("**");
  });

  await test.step("la session finie, puis reprise dans un autre onglet", async () => {
    const cookies = await context.cookies();
    await context.clearCookies();
    await save(page).click();
    await expect(
      saying(page, /Votre session est finie\s: reconnectez-vous dans un autre onglet, puis enregistrez\./),
    ).toBeVisible();
    await expect(firstName(page)).toHaveValue("Gardé");
    await context.addCookies(cookies);
    await save(page).click();
    await expect(saying(page, /^Enregistré\./)).toBeVisible();
    await expect(firstName(page)).toHaveValue("Gardé");
  });
});
