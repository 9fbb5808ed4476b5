import { type BrowserContext, expect, type Locator, type Page, test } from "@playwright/test";
import { cfaE2e } from "./cfas";
import { layoutShift, stopsUnderTheBar } from "./measures";
import { importExample, rapportPath, signIn } from "./sign-in";

/** The établissement of hands.spec.ts, as that journey left it. */
const cfa = cfaE2e(12);
const firstName = (page: Page) => page.getByLabel("Prénom (obligatoire)");
const save = (page: Page) => page.getByRole("button", { name: "Enregistrer", exact: true });

/** One page for the whole file, in this order. */
test.describe.configure({ mode: "serial" });
let context: BrowserContext;
let page: Page;
let dossier = "";

test.beforeAll(async ({ browser }) => {
  context = await browser.newContext({ locale: "fr-FR", viewport: { width: 1440, height: 900 } });
  page = await context.newPage();
  await signIn(page, cfa, "administrateur");
  // Alone, this file has everything to do; after hands.spec.ts, the dossiers are there.
  if ((await page.getByRole("table").count()) === 0) await importExample(page, cfa);
  await page.goto(rapportPath(cfa));
  const link = page.getByRole("table").locator(`a[href*="/${cfa.uai}/apprenants/"]`).first();
  dossier = (await link.getAttribute("href")) ?? "";
});
test.afterAll(() => context.close());

/** Goes with Tab, or back with Shift, until the element has the focus; fails when it is met nowhere on the way. */
async function tabTo(target: Locator) {
  for (let press = 0; press < 100; press++) {
    const way = await target.evaluate((element) => {
      const here = document.activeElement;
      if (here === element) return null;
      const isBefore =
        here !== document.body && here?.compareDocumentPosition(element) === Node.DOCUMENT_POSITION_PRECEDING;
      return isBefore ? "Shift+Tab" : "Tab";
    });
    if (way === null) return;
    await page.keyboard.press(way);
  }
  await expect(target).toBeFocused();
}
const heard = () => page.locator("#annonces");

test("Un dossier se parcourt au clavier : rien de caché, rien de perdu, chaque aide se lit", async () => {
  await page.goto(dossier);
  const name = (await page.getByRole("heading", { level: 1 }).textContent()) ?? "";
  await expect(page).toHaveTitle(`${name} · Passerelle TBA`);

  await test.step("aucun arrêt n'est caché sous la barre d'enregistrement", async () => {
    const stops = await stopsUnderTheBar(page);
    expect(stops.count).toBeGreaterThan(80);
    expect(stops.hidden).toEqual([]);
  });

  await test.step("l'aide d'un champ se montre dès qu'on y est, et Échap la range", async () => {
    const help = page.getByRole("main").getByText("Premier prénom seulement.");
    await firstName(page).focus();
    await expect(help).toHaveCSS("position", "absolute");
    expect((await help.boundingBox())?.height).toBeGreaterThan(15);
    await page.keyboard.press("Escape");
    await expect(help).toHaveCSS("clip-path", "inset(50%)");
    await expect(firstName(page)).toHaveAccessibleDescription(/Premier prénom seulement/);
  });

  await test.step("après une action, le clavier est au champ en erreur, ou là où il était", async () => {
    await page.getByLabel(/^E-mail de l'apprenant/).fill("pas une adresse");
    await save(page).press("Enter");
    await expect(page.getByLabel(/^E-mail de l'apprenant/)).toBeFocused();
    await page.getByLabel(/^E-mail de l'apprenant/).fill(`essai-${Date.now()}@example.org`);
    await save(page).press("Enter");
    await expect(heard()).toContainText("Enregistré.");
    await expect(save(page)).toBeFocused();
  });
});

test("Sans souris, de la connexion à un dossier réparé et transmis, et tout s'entend", async ({ browser }) => {
  await context.close();
  context = await browser.newContext({ locale: "fr-FR", viewport: { width: 1440, height: 900 } });
  page = await context.newPage();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));

  await test.step("la connexion mène droit au rapport", async () => {
    await page.goto("/connexion");
    await tabTo(page.getByLabel("Adresse e-mail"));
    await page.keyboard.type(`administrateur-${cfa.rank}@example.org`);
    await page.keyboard.press("Tab");
    await page.keyboard.type(cfa.password);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: /Rapport de transmission/ })).toBeVisible();
    expect(asked).not.toContain("/");
  });

  await test.step("« / » cherche, Échap vide, « ? » dit les touches, et un lien mène au tableau", async () => {
    const search = page.locator("#tableau input:focus");
    // Until the page listens: it is drawn before it does.
    await expect(async () => {
      await page.keyboard.press("/");
      await expect(search).toHaveCount(1, { timeout: 1000 });
    }).toPass();
    await page.keyboard.type("zzzz");
    await expect(page.getByRole("main").getByText("0 affiché")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("main").getByText("0 affiché")).toBeHidden();
    await expect(search).toHaveValue("");
    await page.locator("#contenu").focus();
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Touches du clavier" })).toBeVisible();
    await page.keyboard.press("Escape");
    const skip = page.getByRole("link", { name: "Aller au tableau" });
    await skip.focus();
    await expect(skip).toBeInViewport();
    await page.keyboard.press("Enter");
    await expect(page.locator("#tableau")).toBeFocused();
  });

  await test.step("l'ordre et la page d'une liste s'entendent, et le clavier n'est pas perdu", async () => {
    await tabTo(page.getByRole("columnheader").getByRole("link", { name: "Apprenant" }));
    await page.keyboard.press("Enter");
    await expect(heard()).toHaveText("Trié par Apprenant, ordre croissant.");
    await page.getByRole("link", { name: "Suivante" }).press("Enter");
    await expect(heard()).toHaveText("Page 2 sur 2.");
    await expect(page.locator("#tableau")).toBeFocused();
    await page.getByRole("link", { name: "Mes invalides" }).press("Enter");
    await expect(heard()).toContainText("40 dossiers affichés sur 57.");
  });

  await test.step("une cause se répare, et c'est dit", async () => {
    await page.goto(rapportPath(cfa));
    await tabTo(page.getByRole("link", { name: /^Corriger\s: / }).first());
    await page.keyboard.press("Enter");
    await tabTo(page.getByRole("button", { name: /^Prendre / }).first());
    await page.keyboard.press("Enter");
    const apply = page.getByRole("button", { name: /^Appliquer à \d+ dossiers?$/ });
    await expect(apply).toBeVisible();
    await expect(heard()).toHaveText(/^\d+ dossiers valides, \d+ après cette correction\. [^.]+\.$/);
    await tabTo(apply);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/tableau-de-bord-apprentissage/);
    await expect(heard()).toContainText(/\d+ dossiers? corrigés?/);
    await expect(page.locator("body")).not.toBeFocused();
  });

  await test.step("de plusieurs choix qui manquent, le premier prend le clavier, et la phrase n'est là qu'une fois", async () => {
    await page.goto(`/${cfa.uai}/parametrage/api/logiciels`);
    await page.getByLabel("Nom du logiciel").fill("Essai");
    const rights = page.getByRole("group", { name: "Ce qu'il peut faire" }).getByRole("checkbox");
    for (const right of await rights.all()) await right.press("Space");
    await page.getByRole("button", { name: "Créer le jeton" }).press("Enter");
    await expect(rights.first()).toBeFocused();
    await expect(page.getByRole("main").getByText("Cochez au moins un droit.").filter({ visible: true })).toHaveCount(
      1,
    );
  });

  await test.step("un jour du journal n'est dit faux qu'une fois tapé en entier", async () => {
    const days = new Set<string | null>();
    page.on("request", (request) => days.add(new URL(request.url()).searchParams.get("du")));
    await page.goto(`/${cfa.uai}/parametrage/journal`);
    // Slower than the list waits between two keys.
    await page.getByLabel("Du", { exact: true }).pressSequentially("31/02/2026", { delay: 500 });
    await expect(heard()).toContainText("Écrivez une date");
    expect([...days].filter((day) => day !== null)).toEqual(["31/02/2026"]);
  });

  await test.step("la clé s'enregistre, et la transmission s'entend commencer et finir", async () => {
    await page.goto(`/${cfa.uai}/parametrage/api/mission-apprentissage`);
    await tabTo(page.getByLabel("Clé d'API", { exact: true }));
    await page.keyboard.type(cfa.key);
    await page.keyboard.press("Enter");
    await expect(heard()).toContainText("La clé est enregistrée.");
    await page.goto(rapportPath(cfa));
    await page.evaluate(() => {
      const region = document.querySelector("#annonces");
      if (region === null) return;
      new MutationObserver(() => {
        document.body.dataset.entendu = `${document.body.dataset.entendu ?? ""} ${region.textContent}`;
      }).observe(region, { childList: true, subtree: true, characterData: true });
    });
    await tabTo(page.getByRole("button", { name: "Transmettre maintenant" }));
    await page.keyboard.press("Enter");
    await expect(heard()).toContainText(/\d+ dossiers envoyés\s: \d+ acceptés, aucun refusé\./);
    await expect(page.locator("body")).toHaveAttribute("data-entendu", /Transmission commencée\./);
  });
});

test("Ce que disent les couleurs se voit aussi dans celles du lecteur, et rien ne bouge quand la page arrive", async () => {
  await test.step("l'entrée du menu, le compteur choisi et l'interrupteur", async () => {
    await page.emulateMedia({ forcedColors: "active" });
    await page.goto(rapportPath(cfa));
    for (const current of [
      page.locator("[aria-current=page]:visible").first(),
      page.locator("main nav [aria-current=true]"),
    ])
      await expect(current).toHaveCSS("outline-style", "solid");
    await page.goto(`/${cfa.uai}/parametrage/api/mission-apprentissage`);
    const knob = page.getByRole("switch").locator("span").last();
    const colours = await knob.evaluate((element) =>
      [element, element.parentElement ?? element].map((e) => getComputedStyle(e).backgroundColor),
    );
    expect(colours[0]).not.toBe(colours[1]);
    await page.emulateMedia({ forcedColors: "none" });
  });

  await test.step("sur une ligne lente, un dossier ne saute pas", async () => {
    const shift = await layoutShift(page, dossier);
    process.stdout.write(`Décalage d'un dossier sur une ligne lente : ${shift.toFixed(4)}.\n`);
    expect(shift).toBeLessThan(0.02);
  });
});
