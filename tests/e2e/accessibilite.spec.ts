import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { cfaE2e } from "./cfas";
import { cheminCle, cheminImports, cheminRapport, connecter, importerExemple } from "./connecter";

const cfa = cfaE2e(5);
// Axe takes seconds a page, and there are many pages.
test.setTimeout(240_000);
const axe = async (page: import("@playwright/test").Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map((v) => `${v.id} : ${v.nodes.map((n) => n.target.join(" ")).join(", ")}`);
};

/** Each scheme and each width once: colours do not change with the width, nor places with the colours. */
const VUES = [
  ["light", 1440],
  ["dark", 390],
] as const;

for (const [colorScheme, largeur] of VUES) {
  test(`Axe ne trouve rien, en ${colorScheme === "dark" ? "sombre" : "clair"} sur ${largeur} pixels`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: largeur, height: 900 });
    await page.goto("/connexion");
    expect(await axe(page), "connexion").toEqual([]);
    await connecter(page, cfa, "administrateur");
    await importerExemple(page, cfa);
    await page.goto(cheminRapport(cfa));
    const lien = async (debut: string) =>
      (await page.locator(`main a[href^="/${cfa.uai}/${debut}"]`).first().getAttribute("href")) ?? "";
    const profondes = [await lien("apprenants/"), await lien("deblocage/")];
    const autres = ["transmissions", "etablissement/a-surveiller", "inconnue"].map((fin) => `/${cfa.uai}/${fin}`);
    for (const chemin of [cheminRapport(cfa), cheminCle(cfa), cheminImports(cfa), ...profondes, ...autres]) {
      await page.goto(chemin);
      expect(await axe(page), chemin).toEqual([]);
    }
    await page.goto(cheminRapport(cfa));
    await page
      .getByRole("button", { name: /Informations manquantes ou invalides/ })
      .first()
      .focus();
    await expect(page.getByRole("tooltip").first()).toBeVisible();
    expect(await axe(page), "info-bulle").toEqual([]);
  });
}
