import { expect, test } from "@playwright/test";
import { cfaE2e } from "./cfas";
import { fileRow, HEADINGS } from "./import-rows";
import { lookWithAxe } from "./look-with-axe";
import { importExample, importsPath, keyPath, rapportPath, sendFile, signIn } from "./sign-in";

const cfa = cfaE2e(5);
type View = { name: string; width: number; media: Parameters<import("@playwright/test").Page["emulateMedia"]>[0] };

/**
 * Each scheme and each width once: colours do not change with the width, nor places with the colours. A page is looked at in one of the two,
 * turn by turn. With AXE=every, each page is looked at in each scheme at each width, and in the reader's own colours.
 */
const EVERY = process.env.AXE === "every";
const light = (width: number): View => ({ name: "en clair", width, media: { colorScheme: "light" } });
const dark = (width: number): View => ({ name: "en sombre", width, media: { colorScheme: "dark" } });
const OWN_COLOURS: View = { name: "dans les couleurs du lecteur", width: 1440, media: { forcedColors: "active" } };
const VIEWS = EVERY ? [light(1440), dark(390), light(390), dark(1440), OWN_COLOURS] : [light(1440), dark(390)];

/** What each test looks with: all the pages in one view, or, in `npm test`, each page in the next of them: what leads to the pages is made once. */
const RUNS = EVERY ? VIEWS.map((view) => [view]) : [VIEWS];
const said = (views: readonly View[]) => views.map(({ name, width }) => `${name} sur ${width} pixels`).join(", ");

for (const views of RUNS) {
  test(`Axe ne trouve rien, ${said(views)}`, async ({ page }) => {
    const wear = async ({ width, media }: View) => {
      await page.emulateMedia(media);
      await page.setViewportSize({ width, height: 900 });
    };
    const look = async (paths: readonly string[]) => {
      for (const [rank, path] of paths.entries()) {
        const view = views[rank % views.length];
        if (view !== undefined) await wear(view);
        await page.goto(path);
        expect(await lookWithAxe(page), path).toEqual([]);
      }
    };
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
      // The unknown page below is a 404: the browser says so by itself.
      if (message.type() === "error" && !message.text().includes("404")) complaints.push(message.text());
    });
    const open = ["/connexion", "/connexion/mot-de-passe-oublie", "/connexion/invitation"];
    await look([...open, "/api/docs", "/api/docs/brancher-un-logiciel"]);
    await signIn(page, cfa, "administrateur");
    await importExample(page, cfa);
    const imported = new URL(page.url()).pathname;
    const paths: string[] = [];
    for (const text of [
      // Its columns are asked about; then a preview that asks, and sets a row aside.
      "Nom;Prénom;Né(e) le;Couleur\nMartin;Léa;29/02/2008;bleu",
      `${HEADINGS}\n${fileRow("E-1", "LefÃ¨vre")}\n${fileRow("E-2", "")}`,
    ]) {
      await sendFile(page, cfa, { name: "essai.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
      const wanted = page.getByRole("button", { name: /^(?:Appliquer|Continuer)/ });
      await expect(wanted).toBeVisible();
      paths.push(new URL(page.url()).pathname, `${new URL(page.url()).pathname}?voir=ecartes`);
    }
    await page.goto(rapportPath(cfa));
    const link = async (debut: string) =>
      (await page
        .locator(`main a[href^="/${cfa.uai}/${debut}"]:not([href$="/nouveau"])`)
        .first()
        .getAttribute("href")) ?? "";
    const dossier = await link("apprenants/");
    const person = `${dossier.split("?")[0]}/donnees-personnelles`;
    const deep = [imported, ...paths, dossier, person, `${dossier.split("?")[0]}/statuts`, await link("deblocage/")];
    const ends = [
      "transmissions",
      "etablissement/a-surveiller",
      "etablissement/rapprochement",
      "etablissement/corrections",
      "apprenants/nouveau",
      "parametrage/utilisateurs",
      "parametrage/api/logiciels",
      "parametrage/api/logiciels/notifications",
      "parametrage/journal",
      "parametrage/donnees-personnelles",
      "unknown",
    ];
    const others = [
      ...ends.map((end) => `/${cfa.uai}/${end}`),
      "/mon-compte",
      "/mon-compte/second-facteur",
      "/aide",
      "/aide/anomalies",
    ];
    const all = [keyPath(cfa), importsPath(cfa), ...deep, ...others];
    await look(all);
    for (const view of views) {
      await wear(view);
      await page.goto(`${rapportPath(cfa)}?etat=invalide&etat=transmis`);
      if (view.width > 1024) await page.getByRole("button", { name: /^Rechercher.*Formation/ }).click();
      expect(await lookWithAxe(page), "filtres et liste ouverte").toEqual([]);
      await page
        .getByRole("button", { name: /Informations manquantes ou invalides/ })
        .first()
        .focus();
      await expect(page.getByRole("tooltip").first()).toBeVisible();
      expect(await lookWithAxe(page), "info-bulle").toEqual([]);
    }
    expect(complaints, "la console du navigateur").toEqual([]);
  });
}
