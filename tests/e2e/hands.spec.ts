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
const toRapport = () => page.getByRole("link", { name: "Rapport de transmission", exact: true });
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

  await test.step("par « Précédent » du navigateur, et il y mène quand on le veut", async () => {
    const back = () => page.evaluate(() => window.history.back());
    const changed = page.url();
    await firstName(page).fill(KEPT);
    await toRapport().click();
    await page.getByRole("table").locator(`a[href*="/${cfa.uai}/apprenants/"]`).first().click();
    await expect(firstName(page)).toBeVisible();
    await back();
    await expect(page.getByRole("heading", { name: /Rapport de transmission/ })).toBeVisible();
    await expect(page.locator("[data-squelette]"), "rien ne la couvre").toHaveCount(0, { timeout: 5000 });
    await page.getByRole("table").locator(`a[href*="/${cfa.uai}/apprenants/"]`).first().click();
    await expect(firstName(page)).toHaveValue(KEPT);
    const here = page.url();
    await firstName(page).fill("En arrière");
    await back();
    await expect(stay, "dessinée par le routeur aussi").toBeFocused();
    await stay.click();
    await expect(page).toHaveURL(here);
    await expect(firstName(page)).toHaveValue("En arrière");
    await back();
    await guard.getByRole("button", { name: "Quitter sans enregistrer" }).click();
    await expect(page.getByRole("heading", { name: /Rapport de transmission/ })).toBeVisible();
    await page.goto(changed);
    await expect(firstName(page)).toHaveValue("En arrière");
    await firstName(page).fill("Brouillon");
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

test("Plusieurs formations à la fois ; un filtre se retire d'un clic, et suit le lecteur partout ; des vues toutes prêtes", async () => {
  const list = page.getByRole("button", { name: /^Rechercher.*Formation/ });
  const counts = page.getByRole("main").getByText(/ affichés?$/);
  const ticked: string[] = [];

  await test.step("deux formations, au clavier", async () => {
    await page.goto(rapportPath(cfa));
    await list.press("Enter");
    const choices = page.getByRole("group", { name: "Formation" }).getByRole("checkbox");
    for (const rank of [0, 1]) {
      ticked.push((await choices.nth(rank).getAttribute("value")) ?? "");
      await choices.nth(rank).press("Space");
    }
    await expect.poll(() => new URL(page.url()).searchParams.getAll("formation")).toEqual(ticked);
    await expect(list).toContainText("2 formations");
    await page.keyboard.press("Escape");
    await expect(list).toBeFocused();
    await expect(choices.first()).toBeHidden();
  });

  await test.step("le tableau, le dossier, l'impression et les causes n'ont qu'elles", async () => {
    const cells = await page.locator("tbody td:nth-child(2)").allTextContents();
    expect([...new Set(cells)].sort()).toEqual([...ticked].sort());
    await expect(counts).toContainText(` ${cells.length} affichés`);
    for (const link of ["Imprimer", /^(?:Corriger|Voir)\s: /] as const) {
      const href = (await page.getByRole("link", { name: link }).first().getAttribute("href")) ?? "";
      expect(new URL(href, page.url()).searchParams.getAll("formation")).toEqual(ticked);
    }
    await page.locator("tbody th a").first().click();
    await expect(page.getByText(`1 sur ${cells.length}`)).toBeVisible();
    await toRapport().click();
    await expect(list).toContainText("2 formations");
  });

  await test.step("chaque filtre a sa puce, et le clavier reste au tableau", async () => {
    const [first = "", second = ""] = ticked;
    await page.getByRole("link", { name: `Retirer le filtre Formation : ${first}` }).press("Enter");
    await expect(list).toContainText(second);
    await expect(page.locator("#tableau")).toBeFocused();
    await list.press("Enter");
    await expect(page.getByLabel(first, { exact: true })).not.toBeChecked();
    await page.getByRole("link", { name: "Réinitialiser" }).click();
    await expect(page).toHaveURL(new RegExp(`${rapportPath(cfa)}$`));
    await expect(page.getByRole("list", { name: "Filtres" })).toBeHidden();
  });

  await test.step("une vue toute prête, et ce que veut dire un mot", async () => {
    const view = page.getByRole("link", { name: "Mes invalides" });
    await view.click();
    await expect(view).toHaveAttribute("aria-current", "true");
    await expect(
      page.getByRole("link", { name: "Retirer le filtre État du dossier : Invalide pour TBA" }),
    ).toBeVisible();
    await page.getByRole("button", { name: /^Que veut dire «\sStatut sur TBA\s»/ }).press("Enter");
    await expect(page.locator(":popover-open")).toContainText("Ce que le TBA affiche aujourd'hui");
    await page.keyboard.press("Escape");
    await expect(page.locator(":popover-open")).toHaveCount(0);
    await expect(
      page
        .getByRole("table")
        .getByText(/^depuis le \d\d\/\d\d\/\d{4}$/)
        .first(),
    ).toBeVisible();
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

  await test.step("de même quand on n'a plus le droit de l'enregistrer", async () => {
    await elsewhere.goto(rapportPath(cfa));
    await elsewhere.getByRole("button", { name: "Se déconnecter" }).click();
    await expect(elsewhere).toHaveURL(/\/connexion/);
    await signIn(elsewhere, cfa, "lecteur");
    await context.addCookies(await elsewhere.context().cookies());
    await save(page).click();
    await expect(saying(page, /Votre rôle dans cet établissement ne le permet pas/)).toBeVisible();
    await expect(firstName(page)).toHaveValue("Ailleurs");
  });
  await elsewhere.close();
});
