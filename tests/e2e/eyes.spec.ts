import { gzipSync } from "node:zlib";
import { expect, type Page, test } from "@playwright/test";
import ExcelJS from "exceljs";
import { FULL_CFA, FULL_CFA_DOSSIERS } from "./cfas";
import { hydrated } from "./hydrated";
import { rapportPath, signIn } from "./sign-in";

const cfa = FULL_CFA;
const WIDTHS = [320, 390, 1024, 1280, 1440, 1920, 2560];
const KB = 1000;
const LISTS = ["etablissement/a-surveiller", "etablissement/rapprochement", "transmissions", "imports"];

test.describe.configure({ mode: "serial" });
let page: Page;

test.beforeAll(async ({ browser }) => {
  page = await browser.newPage({ locale: "fr-FR" });
  await signIn(page, cfa, "gestionnaire");
});
test.afterAll(() => page.close());

/** What a page weighs before anything else is asked for, in kB: its HTML, and its scripts as they travel. */
async function weigh(path: string): Promise<{ html: number; scripts: number }> {
  const html = await (await page.request.get(path)).text();
  const tags = [...html.matchAll(/<script[^>]*\ssrc="([^"]+)"[^>]*>/g)].filter(([tag]) => !tag.includes("noModule"));
  let scripts = 0;
  for (const source of new Set(tags.map(([, src]) => src ?? ""))) {
    scripts += gzipSync(await (await page.request.get(source)).body()).byteLength;
  }
  return { html: Buffer.byteLength(html) / KB, scripts: scripts / KB };
}

/** By how many pixels the page can be scrolled sideways. */
const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** The words of some elements that the end of a line cuts in two; a hyphen or a space may end a line, the spaces inside a SIRET may not. */
const cutWords = (selector: string) =>
  page.locator(selector).evaluateAll((elements) =>
    elements.flatMap((element) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      const cut: string[] = [];
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        for (const word of (node.textContent ?? "").matchAll(/[^ \t\n-]+/g)) {
          const range = document.createRange();
          range.setStart(node, word.index);
          range.setEnd(node, word.index + word[0].length);
          if (new Set([...range.getClientRects()].map(({ top }) => top)).size > 1) cut.push(word[0]);
        }
      }
      return cut;
    }),
  );

test("le rapport est léger : 250 ko de page pour 50 lignes, 180 ko de scripts", async () => {
  const { html, scripts } = await weigh(rapportPath(cfa));
  expect(await page.locator("tbody tr").count()).toBe(50);
  expect(html).toBeLessThanOrEqual(250);
  expect(scripts).toBeLessThanOrEqual(180);
});

test("une page ne demande qu'elle-même : rien des autres n'est demandé d'avance, une pression sur un lien demande la sienne", async () => {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.headers().rsc !== undefined) asked.push(new URL(request.url()).pathname);
  });
  await page.goto(rapportPath(cfa), { waitUntil: "networkidle" });
  expect(asked).toEqual([]);
  await (await hydrated(page.getByRole("link", { name: "Rapprochement" }))).click();
  await expect(page.getByRole("heading", { level: 1, name: "Rapprochement" })).toBeVisible();
  expect(new Set(asked)).toEqual(new Set([`/${cfa.uai}/etablissement/rapprochement`]));
  page.removeAllListeners("request");
  await page.goto(rapportPath(cfa));
});

test("les tableaux se lisent de 320 à 2560 pixels : rien ne déborde, aucun nom n'est coupé dans un mot, aucun SIRET en deux", async () => {
  await page.goto(rapportPath(cfa));
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    expect(await sideways(), `le rapport à ${width}`).toBeLessThanOrEqual(0);
    expect(await cutWords("tbody th, tbody td:nth-child(5), tbody td:nth-child(6)"), `à ${width}`).toEqual([]);
    const headings = page.locator("thead th > span:visible");
    const heights = await headings.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
    expect(
      heights.filter((height) => height > 32),
      `un titre et son aide sur une ligne, à ${width}`,
    ).toEqual([]);
  }
  await expect(page.locator("tbody td:nth-child(5)").nth(1)).toHaveText("777\u00a0644\u00a0441\u00a000018");
  for (const list of LISTS) {
    await page.goto(`/${cfa.uai}/${list}`);
    for (const width of [320, 1024]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await sideways(), `${list} à ${width}`).toBeLessThanOrEqual(0);
    }
  }
});

test("un mot de cent lettres se coupe plutôt que de faire défiler la page d'un téléphone de côté", async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  const shown = {
    [rapportPath(cfa)]: "tbody th a, tbody td:nth-child(2), tbody td:nth-child(5)",
    [`${rapportPath(cfa)}/impression`]: "h1 + p",
    [`/${cfa.uai}/etablissement/a-surveiller`]: "tbody th a, tbody td:nth-child(3)",
  };
  for (const [path, texts] of Object.entries(shown)) {
    await page.goto(path);
    await page.locator(texts).evaluateAll((all) => {
      for (const one of all.slice(0, 9)) one.textContent = "A".repeat(100);
    });
    expect(await sideways(), path).toBeLessThanOrEqual(0);
    expect(
      await page
        .locator("section:has(> table.cartes)")
        .evaluateAll((all) => all.filter((r) => r.scrollWidth > r.clientWidth).length),
      path,
    ).toBe(0);
  }
});

test("sous 1440 pixels le menu se replie en icônes, qui ont un nom ; au-delà il dit ses mots", async () => {
  const link = page.getByRole("navigation", { name: "Menu principal" }).getByRole("link", { name: "Transmissions" });
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(rapportPath(cfa));
  await expect(link).toHaveAttribute("title", "Transmissions");
  expect((await link.boundingBox())?.width).toBeLessThan(60);
  await page.setViewportSize({ width: 1440, height: 900 });
  expect((await link.boundingBox())?.width).toBeGreaterThan(200);
});

test("le menu est écrit une seule fois dans la page ; déplié, il dit ses mots sur un petit écran, et se replie à la page suivante", async () => {
  const menu = page.getByRole("navigation", { name: "Menu principal" });
  const leave = page.getByRole("button", { name: "Se déconnecter" });
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(rapportPath(cfa));
    expect(await page.locator("header nav, header [data-sortie]").count(), "le menu et la sortie").toBe(2);
    await expect(leave).toBeHidden();
    await page.locator("summary").filter({ hasText: "Menu" }).click();
    await expect(leave).toBeVisible();
    expect((await menu.getByRole("link", { name: "Transmissions" }).boundingBox())?.width).toBeGreaterThan(200);
    expect(await sideways(), `le menu à ${width}`).toBeLessThanOrEqual(0);
    // On a slow line it is folded before the page is there.
    await page.route("**/rapprochement**", async (route) => {
      await leave.waitFor({ state: "hidden" });
      await route.continue();
    });
    await menu.getByRole("link", { name: "Rapprochement" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Rapprochement" })).toBeVisible();
    // On the icons, what was pressed is still there; on a phone it is folded away.
    const keyboard = width === 390 ? page.locator("#contenu") : menu.getByRole("link", { name: "Rapprochement" });
    await expect(keyboard, "le clavier repart de ce qui fut pressé, ou du contenu de la page").toBeFocused();
    await page.unroute("**/rapprochement**");
    await expect(leave).toBeHidden();
  }
});

test("sur un téléphone une ligne est une carte : le nom d'abord, les deux dates ensemble", async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(rapportPath(cfa));
  const card = page.locator("tbody tr").first();
  const top = async (cell: string) => (await card.locator(cell).boundingBox())?.y ?? 0;
  const [name, formation, begins, ends] = await Promise.all(
    ["th", "td:nth-child(2)", "td:nth-child(6)", "td:nth-child(7)"].map(top),
  );
  expect(name).toBeLessThan(formation ?? 0);
  expect(begins).toBe(ends);
});

test("une pression épingle la bulle de l'icône, une autre la retire ; le nom mène au dossier sans recharger le site", async () => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(rapportPath(cfa));
  const icon = page.getByRole("button", { name: /Informations manquantes ou invalides/ }).first();
  await icon.click();
  await expect(page.getByRole("tooltip")).toHaveCount(1);
  await page.mouse.move(0, 0, { steps: 5 });
  await expect(page.getByRole("tooltip")).toContainText("Le SIRET du formateur a 13 chiffres");
  await expect(page.locator(":popover-open")).toHaveCount(0);
  await icon.click();
  await expect(page.getByRole("tooltip")).toHaveCount(0);
  await page.evaluate(() => Object.assign(window, { same: true }));
  await page.locator("tbody th a").first().click();
  await expect(page).toHaveURL(/\/apprenants\//);
  expect(await page.evaluate(() => "same" in window)).toBe(true);
});

test("le rapport s'imprime en entier, avec ses raisons et les filtres de la page", async () => {
  await page.goto(`${rapportPath(cfa)}?etat=invalide`);
  await page.getByRole("link", { name: "Imprimer" }).click();
  await expect(page).toHaveURL(/\/impression\?etat=invalide$/);
  await expect(page.locator("tbody tr")).toHaveCount(FULL_CFA_DOSSIERS / 2);
  await expect(page.getByText("Le SIRET du formateur a 13 chiffres")).toHaveCount(FULL_CFA_DOSSIERS / 2);
  await page.getByRole("link", { name: "Revenir au rapport" }).click();
  await expect(page).toHaveURL(/tableau-de-bord-apprentissage\?etat=invalide$/);
  await page.emulateMedia({ media: "print" });
  await expect(page.locator("tbody tr").first().getByText("Le SIRET du formateur a 13 chiffres")).toBeVisible();
  await page.locator("tbody th a").first().click();
  const name = page.getByLabel("Nom (obligatoire)", { exact: true });
  await expect(name).toHaveValue(/Rochefoucauld/);
  expect(await name.evaluate((input) => getComputedStyle(input).borderTopWidth)).toBe("0px");
  await page.goto(`/${cfa.uai}/imports`);
  await expect(page.getByRole("heading", { level: 1, name: "Importer" })).toBeVisible();
  await expect(page.locator("main button").filter({ visible: true }), "rien ne se presse sur le papier").toHaveCount(0);
  await page.emulateMedia({ media: null });
});

test("« À surveiller » reste léger quel que soit le nombre, par pages de 50, et se télécharge en entier", async () => {
  const path = `/${cfa.uai}/etablissement/a-surveiller`;
  for (const shown of [path, `${path}?liste=statuts`])
    expect((await weigh(shown)).html, shown).toBeLessThanOrEqual(150);
  await page.goto(path);
  await page.getByRole("link", { name: `Voir les ${FULL_CFA_DOSSIERS}` }).click();
  await page.getByRole("link", { name: "Dernière" }).click();
  await expect(page.getByRole("main").getByText("Page 8 sur 8")).toBeVisible();
  await expect(page.locator("tbody tr")).toHaveCount(50);
  await page.getByLabel("Apprenant ou formation").fill("montmorency 399 ");
  await expect(page.locator("tbody tr")).toHaveCount(1);
  const download = await page.request.get(`${path}/classeur`);
  const workbook = new ExcelJS.Workbook();
  const bytes = await download.body();
  await workbook.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
  expect(workbook.getWorksheet("Statuts qui changeront")?.rowCount).toBe(FULL_CFA_DOSSIERS + 1);
});

test("une page qui tarde montre sa forme sur celle qu'on quitte, qui reste dessous, puis laisse la place", async () => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(rapportPath(cfa));
  let arrive = () => {};
  const late = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route("**/transmissions**", async (route) => {
    if (route.request().headers().rsc !== undefined) await late;
    await route.fallback();
  });
  const shape = page.locator("main > [data-squelette]");
  await (await hydrated(page.getByRole("link", { name: "Transmissions", exact: true }))).click();
  await expect(shape).toBeVisible();
  expect(await page.locator("tbody tr").count()).toBe(50);
  const [shapeWidth, mainWidth] = await Promise.all([shape.boundingBox(), page.locator("main").boundingBox()]);
  expect(shapeWidth?.width).toBe(mainWidth?.width);
  arrive();
  await expect(page.getByRole("heading", { level: 1, name: "Transmissions" })).toBeVisible();
  await expect(shape).toHaveCount(0);
  await page.unroute("**/transmissions**");
});
