import { expect, test } from "@playwright/test";
import { RESEAU_E2E } from "./cfas";
import { lookWithAxe } from "./look-with-axe";
import { wideTables } from "./measures";

const { superviseur, etablissements } = RESEAU_E2E;
const [first, second] = etablissements;

test("Un superviseur voit tout son réseau, cherche, télécharge, et écrit une fois pour une cause commune", async ({
  page,
}) => {
  const axe = () => lookWithAxe(page);
  await page.goto("/connexion");
  await page.getByLabel("Adresse e-mail").fill(superviseur.email);
  await page.getByLabel("Mot de passe").fill(superviseur.password);
  await page.getByRole("button", { name: "Se connecter" }).click();
  await expect(page.getByRole("heading", { name: "Réseau", exact: true })).toBeVisible();
  const rows = page.getByRole("region", { name: "Établissements du réseau" }).locator("tbody tr");

  await test.step("une ligne par établissement, en clair et en sombre", async () => {
    await expect(rows).toHaveCount(2);
    await expect(rows.first()).toContainText("Absente");
    await expect(rows.first()).toContainText("SIRET du formateur invalide");
    await expect(rows.first().getByRole("img", { name: "Aucune transmission" })).toBeVisible();
    expect(await axe()).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await axe()).toEqual([]);
    expect(await wideTables(page)).toEqual([]);
    expect(await wideTables(page, 1024), "un petit portable").toEqual([]);
    expect(await wideTables(page, 768), "une tablette droite").toEqual([]);
    await page.setViewportSize({ width: 1024, height: 844 });
    const tops = await rows.first().evaluate((row) => {
      const cells = [...row.querySelectorAll("th a, td:nth-child(4)")];
      return cells.map((cell) => {
        const range = document.createRange();
        range.selectNodeContents(cell);
        return Math.round(range.getClientRects()[0]?.top ?? 0);
      });
    });
    expect(tops[0], "le nom est sur la première ligne, comme les chiffres").toBe(tops[1]);
  });

  await test.step("les touches agissent ici aussi", async () => {
    await page.setViewportSize({ width: 1440, height: 900 });
    const skip = page.getByRole("link", { name: "Aller au contenu" });
    await skip.press("Enter");
    await expect(page.locator("main")).toBeFocused();
    await page.keyboard.press("?");
    const keys = page.getByRole("dialog", { name: "Touches du clavier" });
    await expect(keys).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(keys).toBeHidden();
    // The focus leaves what is hidden a frame later; a key that is pressed before is still the dialog's.
    await expect(page.locator("dialog :focus")).toHaveCount(0);
    await page.keyboard.press("/");
    await expect(page.getByLabel("Nom ou UAI")).toBeFocused();
  });

  await test.step("une recherche, et le tableau qui en sort", async () => {
    await page.getByLabel("Nom ou UAI").fill(second.uai);
    await page.getByRole("button", { name: "Filtrer" }).press("Enter");
    await expect(rows).toHaveCount(1);
    await expect(page).toHaveURL(`/reseau?recherche=${second.uai}`);
    await expect(page.locator("#annonces")).toHaveText("1 établissement affiché.");
    await expect(page.getByRole("button", { name: "Filtrer" })).toBeFocused();
    const downloading = page.waitForEvent("download");
    await page.getByRole("link", { name: "Télécharger le tableau" }).click();
    expect((await downloading).suggestedFilename()).toMatch(/^reseau-\d{4}-\d{2}-\d{2}\.xlsx$/);
  });

  await test.step("la même erreur chez les deux est une cause, un message et deux liens", async () => {
    await page.getByRole("link", { name: "Causes communes" }).click();
    const cause = page
      .locator("section")
      .filter({ has: page.getByRole("heading", { name: /^SIRET du formateur invalide/ }) });
    await expect(cause).toContainText("2 établissements, 2 dossiers, en débloque 2");
    await cause.getByText(/^Un message prêt/).click();
    await expect(cause.getByRole("textbox")).toHaveValue(new RegExp(`${first.uai}[\\s\\S]*${second.uai}`));
    expect(await axe()).toEqual([]);
    await cause.getByText(/^Voir les établissements/).click();
    await cause.getByRole("link", { name: first.name }).click();
    await expect(page).toHaveURL(new RegExp(`/${first.uai}/deblocage/`));
    await expect(page.getByRole("heading", { name: /SIRET du formateur invalide/ }).first()).toBeVisible();
    await page.goto("/reseau");
    await page.getByRole("button", { name: "Se déconnecter" }).click();
    await expect(page).toHaveURL(/\/connexion/);
  });
});
