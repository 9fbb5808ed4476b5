import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { z } from "zod";
import { FULL_CFA } from "./cfas";
import { rapportPath, signIn } from "./sign-in";

const cfa = FULL_CFA;
const picture = z.object({ path: z.string(), title: z.string(), width: z.number(), height: z.number() });
const pictures = z.record(z.string(), picture).parse(JSON.parse(readFileSync("docs/images/pictures.json", "utf8")));

/** Width and height of a PNG, as its first chunk says them. */
function sizeOf(file: string): [width: number, height: number] {
  const bytes = readFileSync(file);
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

test("l'aide montre les pages comme elles sont, et le « ? » d'une page ouvre son paragraphe", async ({ page }) => {
  await signIn(page, cfa, "gestionnaire");

  await test.step("les images de l'aide ont la taille et le titre des pages d'aujourd'hui", async () => {
    await page.goto("/aide");
    const shown = await page
      .locator("main img")
      .evaluateAll((images) => images.map((image) => /media\/([a-z-]+)\./.exec(image.getAttribute("src") ?? "")?.[1]));
    expect(shown.length).toBeGreaterThan(6);
    expect(pictures.imports?.path, "ce que l'import fera : un aperçu, et non leur liste").toBe("/{uai}/imports/{id}");
    for (const name of shown) {
      const said = pictures[name ?? ""];
      expect(said, `${name} est dans docs/images/pictures.json`).toBeDefined();
      if (said === undefined) continue;
      expect(sizeOf(`docs/images/${name}.png`)).toEqual([said.width, said.height]);
      // The others are of a dossier, a cause, a run of the demo: their titles are its own.
      if (said.path.includes("{id}") || said.path.includes("/deblocage/")) continue;
      await page.goto(said.path.replace("{uai}", cfa.uai));
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(said.title);
    }
  });

  await test.step("« ? » ouvre le paragraphe de la page", async () => {
    await page.goto(rapportPath(cfa));
    await page
      .getByRole("main")
      .getByRole("link", { name: /^Aide\s:/ })
      .click();
    await expect(page).toHaveURL(/\/aide#rapport$/);
    await expect(page.getByRole("heading", { name: /rapport de transmission/ })).toBeInViewport();
  });

  await test.step("les touches se disent dans l'aide et dans « Mon compte » aussi", async () => {
    for (const path of ["/mon-compte", "/aide"]) {
      await page.goto(path);
      // The keys act once the page's script has come.
      await expect(async () => {
        await page.keyboard.press("?");
        await expect(page.getByRole("dialog", { name: "Touches du clavier" })).toBeVisible({ timeout: 1000 });
      }).toPass();
    }
    await page.keyboard.press("Escape");
  });

  await test.step("un défaut se cherche par ses mots", async () => {
    await page.getByRole("link", { name: "Que faire si…" }).first().click();
    await page.getByLabel("Rechercher un défaut").fill("telephone surtaxé");
    await page.getByRole("button", { name: "Rechercher" }).click();
    await expect(page.getByRole("listitem").getByRole("heading")).toHaveText(["Numéro de téléphone spécial"]);
  });

  await test.step("le thème choisi est celui de la page suivante ; une adresse inconnue garde le menu", async () => {
    await page.goto(rapportPath(cfa));
    const back = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await back();
    await page.getByRole("button", { name: "Sombre" }).click();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "sombre");
    expect(await back()).not.toBe(light);
    expect((await page.goto(`/${cfa.uai}/nulle-part`))?.status()).toBe(404);
    await expect(page.locator("html")).toHaveAttribute("data-theme", "sombre");
    await expect(page.getByRole("heading", { name: "Page introuvable" })).toBeVisible();
    await expect(page.getByRole("navigation", { name: "Menu principal" })).toBeVisible();
    expect((await page.goto(`/${cfa.uai}/deblocage/inconnue`))?.status()).toBe(404);
    await page.goto(`/${cfa.uai}`);
    await expect(page).toHaveURL(new RegExp(`${rapportPath(cfa)}$`));
  });
});
