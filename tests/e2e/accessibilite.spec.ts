import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { cfaE2e } from "./cfas";
import { cheminCle, cheminImports, cheminRapport, connecter, importerExemple } from "./connecter";

const cfa = cfaE2e(5);
const axe = async (page: import("@playwright/test").Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map((v) => `${v.id} : ${v.nodes.map((n) => n.target.join(" ")).join(", ")}`);
};

for (const colorScheme of ["light", "dark"] as const) {
  for (const largeur of [390, 1440]) {
    test(`Axe ne trouve rien, en ${colorScheme === "dark" ? "sombre" : "clair"} sur ${largeur} pixels`, async ({
      page,
    }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width: largeur, height: 900 });
      await page.goto("/connexion");
      expect(await axe(page), "connexion").toEqual([]);
      await connecter(page, cfa, "administrateur");
      await importerExemple(page, cfa);
      for (const chemin of [cheminRapport(cfa), cheminCle(cfa), cheminImports(cfa), `/${cfa.uai}/inconnue`]) {
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
}
