import { expect, type Page, test } from "@playwright/test";
import { cfaE2e } from "./cfas";
import { wideTables } from "./measures";
import { importExample, importsPath, openUntil, rapportPath, saveKey, signIn } from "./sign-in";

const cfa = cfaE2e(7);
const tbaOf = (page: Page) => `http://localhost:${Number(new URL(page.url()).port) + 1}`;
const fault = (page: Page, what: object) =>
  page.request.post(`${tbaOf(page)}/_simulateur/pannes`, { data: { cle: cfa.key, ...what } });
const restore = (page: Page) => page.request.delete(`${tbaOf(page)}/_simulateur/pannes?cle=${cfa.key}`);
const transmit = (page: Page) => page.getByRole("button", { name: "Transmettre maintenant" }).click();

test("Une transmission se suit en direct, se relit appel par appel, et ce qu'elle a laissé se relance", async ({
  page,
  browser,
}) => {
  await signIn(page, cfa, "administrateur");
  await saveKey(page, cfa);
  await importExample(page, cfa);
  await page.goto(rapportPath(cfa));

  await test.step("pendant qu'elle dure, la page la montre et n'en laisse pas partir deux", async () => {
    await fault(page, { type: "retenu" });
    await transmit(page);
    await expect(page.getByRole("main").getByText("Transmission en cours", { exact: true })).toBeVisible();
    await expect(page.getByRole("progressbar", { name: "Dossiers envoyés" })).toBeVisible();
    await expect(page.getByRole("button", { name: /Transmission en cours/ })).toBeDisabled();
    // Where events do not pass, the page asks; signed out meanwhile, it does not say for ever that the transmission goes on.
    const signedOut = await (await browser.newContext()).newPage();
    await signedOut.route("**/progression", (route) => route.abort());
    await signIn(signedOut, cfa, "gestionnaire");
    await signedOut.goto(rapportPath(cfa));
    await expect(signedOut.getByRole("progressbar", { name: "Dossiers envoyés" })).toBeVisible();
    await signedOut.context().clearCookies();
    await expect(signedOut.getByRole("button", { name: "Se connecter" })).toBeVisible();
    await signedOut.context().close();
    // Minutes without a dossier more, and the page would turn for ever: it says so.
    const patient = await page.context().newPage();
    await patient.clock.install();
    await patient.goto(rapportPath(cfa));
    await expect(patient.getByRole("progressbar", { name: "Dossiers envoyés" })).toBeVisible();
    await expect(async () => {
      await patient.clock.fastForward("01:00");
      await expect(patient.getByText(/Rien n'avance depuis \d+ minutes/)).toBeVisible({ timeout: 500 });
    }).toPass();
    await patient.close();
    await restore(page);
    await expect(page.getByRole("main").getByText("17 dossiers envoyés : 17 acceptés, aucun refusé.")).toBeVisible();
  });

  await test.step("une clé révoquée arrête tout de suite, et se voit partout", async () => {
    await fault(page, { type: "cle-revoquee" });
    await transmit(page);
    await expect(
      page
        .getByRole("main")
        .getByText(/Le TBA refuse la clé de l'établissement/)
        .first(),
    ).toBeVisible();
    await expect(page.locator("#annonces")).toContainText("Le TBA refuse la clé");
    await page.goto(`/${cfa.uai}/transmissions`);
    await expect(page.getByRole("button", { name: "Relancer" })).toHaveCount(0);
    const rows = page.getByRole("region", { name: "Transmissions" }).getByRole("row");
    await expect(rows).toHaveCount(3);
    await expect(rows.nth(1)).toContainText("En échec");
    await expect(rows.nth(2)).toContainText("Terminée");
    await page.getByText("Voir les chiffres").click();
    for (const width of [390, 1024, 1093, 1280]) expect(await wideTables(page, width), `à ${width}`).toEqual([]);
  });

  await test.step("le détail dit l'appel, sa réponse, et la raison de chaque dossier laissé", async () => {
    await page.getByRole("region", { name: "Transmissions" }).getByRole("link").first().click();
    await expect(page.getByRole("main").getByText("1 appel au TBA")).toBeVisible();
    await expect(page.getByRole("cell", { name: /Clé refusée/ })).toBeVisible();
    const dossiers = page.getByRole("region", { name: "Dossiers", exact: true }).getByRole("row");
    await expect(dossiers).toHaveCount(18);
    await expect(dossiers.nth(1)).toContainText("Non envoyé");
    await expect(dossiers.nth(1)).toContainText("refuse la clé");
    expect(await wideTables(page)).toEqual([]);
  });

  await test.step("une autre clé, puis « Relancer », envoie ce qui restait, et l'alerte se ferme", async () => {
    await restore(page);
    await page.getByRole("main").getByRole("link", { name: "Remplacer la clé" }).last().click();
    await page.getByLabel("Clé d'API", { exact: true }).fill(cfa.key);
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await expect(page.getByRole("main").getByText("La clé est enregistrée.")).toBeVisible();
    await page.goto(`/${cfa.uai}/transmissions`);
    const asked = page.waitForResponse((response) => response.request().method() === "POST");
    await page.getByRole("button", { name: "Relancer" }).click();
    await asked;
    const last = page.getByRole("region", { name: "Transmissions" }).getByRole("row").nth(1);
    await openUntil(page, `/${cfa.uai}/transmissions`, last.filter({ hasText: "Terminée" }));
    await page.goto(rapportPath(cfa));
    await expect(page.getByRole("link", { name: "17 Transmis sur TBA" })).toBeVisible();
    await expect(page.getByRole("main").getByText(/Le TBA refuse la clé/)).toHaveCount(0);
  });

  await test.step("un dossier accepté mène à ce qui a été envoyé et à ce que le TBA a répondu", async () => {
    await page.goto(`/${cfa.uai}/transmissions`);
    expect(await wideTables(page, 768), "les transmissions sur une tablette droite").toEqual([]);
    await page.getByRole("region", { name: "Transmissions" }).getByRole("row").last().getByRole("link").first().click();
    await expect(page.getByRole("link", { name: "N° 1", exact: true })).toBeVisible();
    expect(await wideTables(page, 768), "une transmission").toEqual([]);
    await page.getByRole("link", { name: "N° 1", exact: true }).click();
    const dossiers = page.getByRole("region", { name: "Dossiers", exact: true });
    await expect(dossiers.getByRole("row")).toHaveCount(18);
    await dossiers.getByRole("link").first().click();
    await expect(page).toHaveURL(new RegExp(`/${cfa.uai}/apprenants/`));
    await expect(page.getByRole("main").getByText("id_erp_apprenant").first()).toBeAttached();
    await page.goto(importsPath(cfa));
    expect(await wideTables(page, 768), "les imports").toEqual([]);
  });
});

test("La santé se lit sans se connecter, sans secret ni nom", async ({ request }) => {
  const response = await request.get("/api/sante");
  expect(response.status()).toBe(200);
  expect(await response.json()).toEqual({ state: "ok" });
});
