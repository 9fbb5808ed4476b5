import { expect, test } from "@playwright/test";
import { cfaE2e } from "./cfas";
import { importsPath, keyPath, rapportPath, signIn } from "./sign-in";

const [cfa, other] = [cfaE2e(1), cfaE2e(2)];

test("Une personne déconnectée est menée à la connexion, puis là où elle allait", async ({ page }) => {
  await page.goto(`${rapportPath(cfa)}?etat=invalide`);
  await expect(page).toHaveURL(/\/connexion\?/);
  await page.getByLabel("Adresse e-mail").fill(`lecteur-${cfa.rank}@example.org`);
  await page.getByLabel("Mot de passe").fill(cfa.password);
  await page.getByRole("button", { name: "Se connecter" }).click();
  await expect(page).toHaveURL(`${rapportPath(cfa)}?etat=invalide`);
  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await expect(page).toHaveURL(/\/connexion$/);
  await page.goto(rapportPath(cfa));
  await expect(page).toHaveURL(/\/connexion\?/);
});

test("Un mauvais mot de passe est refusé d'une phrase, et l'adresse reste", async ({ page }) => {
  await page.goto("/connexion?callbackUrl=https%3A%2F%2Fpirate.example%2F");
  await page.getByLabel("Adresse e-mail").fill(`gestionnaire-${cfa.rank}@example.org`);
  await page.getByLabel("Mot de passe").fill("faux");
  await page.getByRole("button", { name: "Se connecter" }).click();
  await expect(page.getByRole("main").getByText("L'adresse e-mail ou le mot de passe est incorrect.")).toBeVisible();
  await expect(page.getByLabel("Adresse e-mail")).toHaveValue(`gestionnaire-${cfa.rank}@example.org`);
  await page.getByLabel("Mot de passe").fill(cfa.password);
  await page.getByRole("button", { name: "Se connecter" }).click();
  await expect(page).toHaveURL(rapportPath(cfa));
});

test("Un navigateur qui refuse les cookies est prévenu avant de se connecter pour rien", async ({ page }) => {
  const told = page.getByRole("main").getByText("Ce navigateur refuse les cookies");
  await page.goto("/connexion");
  await expect(told).toHaveCount(0);
  await page.addInitScript(() => Object.defineProperty(navigator, "cookieEnabled", { value: false }));
  for (const door of ["/connexion", "/connexion/invitation"]) {
    await page.goto(door);
    await expect(told, door).toBeVisible();
  }
});

test("L'établissement d'un autre n'existe pas, ni ses pages ni son classeur", async ({ page }) => {
  await signIn(page, cfa, "administrateur");
  const pages = ["transmissions", "etablissement/a-surveiller", "apprenants/00000000-0000-4000-8000-000000000000"];
  const paths = [rapportPath(other), keyPath(other), importsPath(other), "/9999999Z/imports"];
  for (const path of [...paths, ...pages.map((p) => `/${other.uai}/${p}`)]) {
    const response = await page.goto(path);
    expect(response?.status(), path).toBe(404);
    expect(await page.content()).not.toContain(other.name);
    // Once the scripts have come, as much as before.
    await page.waitForLoadState("networkidle");
    await expect(page, path).toHaveTitle("Page introuvable · Passerelle TBA");
  }
  await page.getByRole("link", { name: "Revenir à l'accueil" }).click();
  await expect(page).toHaveTitle("Rapport de transmission · Passerelle TBA");
  expect((await page.request.get(`${rapportPath(other)}/rapport-complet`)).status()).toBe(404);
  expect((await page.request.get(`/${other.uai}/transmissions/progression`)).status()).toBe(404);
});

test("Le lecteur lit et télécharge, mais n'importe ni ne transmet", async ({ page }) => {
  await signIn(page, cfa, "lecteur");
  await expect(page.getByRole("button", { name: "Transmettre maintenant" })).toHaveCount(0);
  await page.goto(importsPath(cfa));
  await expect(page.getByRole("main").getByText("Lecture seule")).toBeVisible();
  await expect(page.locator('input[name="fichier"]')).toHaveCount(0);
  await page.goto(keyPath(cfa));
  await expect(page.getByRole("button", { name: "Enregistrer" })).toHaveCount(0);
});

test("L'horloge ne sonne qu'avec son secret", async ({ request }) => {
  const path = "/api/cron/transmission";
  expect((await request.get(path)).status()).toBe(401);
  expect((await request.get(path, { headers: { Authorization: "Bearer faux" } })).status()).toBe(401);
  expect((await request.get(path, { headers: { Authorization: "Bearer secret-horloge-e2e" } })).status()).toBe(200);
});
