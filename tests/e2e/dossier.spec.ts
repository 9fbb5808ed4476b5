import { expect, type Page, test } from "@playwright/test";
import { cfaE2e } from "./cfas";
import { importExample, rapportPath, signIn } from "./sign-in";

const cfa = cfaE2e(8);
const saved = (page: Page) => page.getByRole("main").getByText(/^Enregistré\./);

test("Un dossier se lit, se corrige, se refuse avec la raison, et deux personnes ne s'écrasent pas", async ({
  page,
  browser,
}) => {
  await signIn(page, cfa, "gestionnaire");
  await importExample(page, cfa);
  await page.goto(`${rapportPath(cfa)}?etat=invalide`);
  await page.getByRole("table").getByRole("link").nth(0).waitFor();
  const first = page.getByRole("table").locator(`a[href*="/${cfa.uai}/apprenants/"]`).first();
  await first.click();
  await expect(page).toHaveURL(/\/apprenants\//);
  const address = page.url();

  await test.step("les flèches du clavier mènent aux dossiers voisins de la liste filtrée", async () => {
    await expect(page.getByRole("main").getByText("1 sur 40")).toBeVisible();
    await page.keyboard.press("ArrowRight");
    await expect(page.getByRole("main").getByText("2 sur 40")).toBeVisible();
    await page.keyboard.press("ArrowLeft");
    await expect(page.getByRole("main").getByText("1 sur 40")).toBeVisible();
  });

  await test.step("une mauvaise valeur est refusée d'une phrase à son champ, et reste telle que tapée", async () => {
    await page.getByLabel(/^E-mail de l'apprenant/).fill("pas une adresse");
    await page.getByRole("button", { name: "Enregistrer", exact: true }).click();
    await expect(page.getByLabel(/^E-mail de l'apprenant/)).toHaveAttribute("aria-invalid", "true");
    await expect(page.getByLabel(/^E-mail de l'apprenant/)).toHaveValue("pas une adresse");
  });

  await test.step("un dossier se saisit à la main, et dit ce qui lui manque encore", async () => {
    await page.goto(rapportPath(cfa));
    await page.getByRole("link", { name: "Nouveau dossier" }).click();
    await page.getByLabel("Nom (obligatoire)", { exact: true }).fill("Le Goff");
    await page.getByRole("button", { name: "Créer le dossier" }).click();
    await expect(page.getByRole("main").getByText("Le prénom manque")).toBeVisible();
    await expect(page.getByLabel("Nom (obligatoire)", { exact: true })).toHaveValue("Le Goff");
    await page.getByLabel("Prénom (obligatoire)").fill("Maëlle");
    await page.getByLabel("Date de naissance (obligatoire)").fill("14/03/2008");
    await page.getByRole("button", { name: "Créer le dossier" }).click();
    await expect(page.getByRole("heading", { level: 1, name: /LE GOFF Maëlle/ })).toBeVisible();
    await expect(
      page
        .getByRole("main")
        .getByText(/La date d'entrée en formation manque/)
        .first(),
    ).toBeVisible();
  });

  await test.step("un nom de cent lettres se lit sur un téléphone, sans rien qui déborde", async () => {
    const long = "Abcdefghij".repeat(10);
    await page.goto(`/${cfa.uai}/apprenants/nouveau`);
    await page.getByLabel("Nom (obligatoire)", { exact: true }).fill(long);
    await page.getByLabel("Prénom (obligatoire)").fill(long);
    await page.getByLabel("Date de naissance (obligatoire)").fill("14/03/2008");
    await page.getByRole("button", { name: "Créer le dossier" }).click();
    await expect(page.getByRole("heading", { level: 1, name: /ABCDEFGHIJ/ })).toBeVisible();
    const dossier = new URL(page.url()).pathname;
    await page.setViewportSize({ width: 390, height: 844 });
    for (const path of [dossier, `${dossier}/statuts`]) {
      await page.goto(path);
      const sideways = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(sideways, path).toBe(0);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step("une bonne valeur s'enregistre, avec celle du logiciel à côté", async () => {
    await page.goto(address);
    // What was refused above was typed, and is kept.
    await page.getByRole("button", { name: "Abandonner cette saisie" }).click();
    await page.getByLabel("Prénom (obligatoire)").fill("Corrigé");
    await page.getByRole("button", { name: "Enregistrer", exact: true }).click();
    await expect(page.getByRole("button", { name: /Rétablir la valeur du logiciel\s: Prénom/ })).toBeVisible();
    await page.reload();
    await expect(page.getByLabel("Prénom (obligatoire)")).toHaveValue("Corrigé");
  });

  await test.step("une autre personne, qui avait la page ouverte, voit le conflit et choisit", async () => {
    const other = await browser.newPage({ locale: "fr-FR" });
    await signIn(other, cfa, "administrateur");
    await other.goto(address);
    await page.getByLabel("Prénom (obligatoire)").fill("Première");
    await page.getByRole("button", { name: "Enregistrer", exact: true }).click();
    await expect(saved(page)).toBeVisible();
    await other.getByLabel("Prénom (obligatoire)").fill("Seconde");
    await other.getByRole("button", { name: "Enregistrer", exact: true }).click();
    await expect(other.getByRole("main").getByText(/modifié entre-temps par gestionnaire 8/)).toBeVisible();
    await page.reload();
    await expect(page.getByLabel("Prénom (obligatoire)")).toHaveValue("Première");
    await other.getByRole("main").getByText("Mettre la mienne").click();
    await other.getByRole("button", { name: "Enregistrer", exact: true }).click();
    await expect(saved(other)).toBeVisible();
    await page.reload();
    await expect(page.getByLabel("Prénom (obligatoire)")).toHaveValue("Seconde");
    await other.close();
  });

  await test.step("la valeur du logiciel se rétablit d'un clic", async () => {
    await page.getByRole("button", { name: /Rétablir la valeur du logiciel\s: Prénom/ }).click();
    await expect(page.getByRole("button", { name: /Rétablir la valeur du logiciel\s: Prénom/ })).toHaveCount(0);
  });
});
