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
/** Typed by nobody before: the journey can be made again on the same database. */
const KEPT = `Gardé ${Date.now()}`;

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
  await firstName(page).fill(KEPT);

  await test.step("le réseau coupé", async () => {
    await page.route("**", (route) => (isAction(route.request().headers()) ? route.abort() : route.fallback()));
    await save(page).click();
    await expect(
      saying(page, /Le site ne répond pas\. Ce que vous avez saisi est encore là\s: réessayez\./),
    ).toBeVisible();
    await expect(firstName(page)).toHaveValue(KEPT);
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
    await expect(firstName(page)).toHaveValue(KEPT);
    await page.unroute("**");
  });

  await test.step("la session finie, puis reprise dans un autre onglet", async () => {
    const cookies = await context.cookies();
    await context.clearCookies();
    await save(page).click();
    await expect(
      saying(page, /Votre session est finie\s: reconnectez-vous dans un autre onglet, puis enregistrez\./),
    ).toBeVisible();
    await expect(firstName(page)).toHaveValue(KEPT);
    await context.addCookies(cookies);
    await save(page).click();
    await expect(saying(page, /^Enregistré\./)).toBeVisible();
    await expect(firstName(page)).toHaveValue(KEPT);
  });
});

test("Quitter un dossier en cours de saisie avertit, et ce qui est saisi survit au rechargement", async () => {
  const guard = page.getByRole("dialog", { name: "Quitter sans enregistrer ?" });
  const stay = guard.getByRole("button", { name: "Rester sur la page" });
  await page.goto(dossier);
  await firstName(page).fill("Brouillon");

  await test.step("par un lien, le menu, la flèche du clavier ou la sortie", async () => {
    const outside = page.getByRole("link", { name: "À surveiller" });
    for (const way of [page.getByRole("link", { name: "Suivant" }), outside]) {
      await way.click();
      await stay.click();
      await expect(guard).toBeHidden();
    }
    await page.getByRole("button", { name: "Se déconnecter" }).click();
    await stay.click();
    await page.getByRole("heading", { level: 1 }).click();
    await page.keyboard.press("ArrowRight");
    await expect(stay).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(page).toHaveURL(new RegExp(dossier.split("?")[0] ?? ""));
    await expect(firstName(page)).toHaveValue("Brouillon");
  });

  await test.step("au rechargement : le navigateur demande, la saisie revient, et se laisse abandonner", async () => {
    const asked = page.waitForEvent("dialog");
    const reloaded = page.reload();
    const dialog = await asked;
    expect(dialog.type()).toBe("beforeunload");
    await dialog.accept();
    await reloaded;
    await expect(page.getByRole("main").getByText(/^Votre saisie du .* a été gardée\.$/)).toBeVisible();
    await expect(firstName(page)).toHaveValue("Brouillon");
    await page.getByRole("button", { name: "Abandonner cette saisie" }).click();
    await expect(firstName(page)).toHaveValue(KEPT);
    await page.reload();
    await expect(firstName(page)).toHaveValue(KEPT);
  });

  await test.step("quitter reste possible ; la saisie attend au retour, et s'en va une fois enregistrée", async () => {
    await firstName(page).fill("Revenu");
    await page.getByRole("link", { name: "À surveiller" }).click();
    await guard.getByRole("button", { name: "Quitter sans enregistrer" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "À surveiller" })).toBeVisible();
    await page.goto(dossier);
    await expect(firstName(page)).toHaveValue("Revenu");
    await save(page).click();
    await expect(saying(page, /^Enregistré\./)).toBeVisible();
    expect(await page.evaluate(() => ({ ...window.sessionStorage }))).toEqual({});
    await page.getByRole("link", { name: "Suivant" }).click();
    await expect(page.getByRole("heading", { level: 1 })).not.toContainText("Revenu");
  });
});

test("Une session finie ailleurs garde aussi ce qui est saisi", async ({ browser }) => {
  await page.goto(dossier);
  await firstName(page).fill("Ailleurs");
  const elsewhere = await browser.newPage({ locale: "fr-FR" });
  await signIn(elsewhere, cfa, "administrateur");
  await elsewhere.goto("/mon-compte");
  await elsewhere.getByRole("button", { name: "Déconnecter partout ailleurs" }).click();
  await expect(elsewhere.getByRole("listitem").filter({ hasText: "(ici)" })).toBeVisible();
  await expect(
    elsewhere
      .getByRole("main")
      .getByText(/session/)
      .first(),
  ).toBeVisible();
  await save(page).click();
  await expect(saying(page, /Votre session est finie/)).toBeVisible();
  await expect(firstName(page)).toHaveValue("Ailleurs");
  await elsewhere.close();
});
