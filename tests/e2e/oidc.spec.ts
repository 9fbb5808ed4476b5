import { expect, type Page, test } from "@playwright/test";
import { cfaE2e } from "./cfas";
import { rapportPath, signIn } from "./sign-in";

const cfa = cfaE2e(6);

/** Signs in at the provider under a name; ends where it sends the person back. */
async function throughProvider(page: Page, name: string) {
  await page.goto("/connexion");
  await page.getByRole("link", { name: "Se connecter avec Fournisseur d'essai" }).click();
  await page.locator('input[name="login"]').fill(name);
  await page.locator('input[name="password"]').fill("peu importe");
  await page.getByRole("button", { name: /sign-in/i }).click();
  await page.getByRole("button", { name: /continue/i }).click();
}

async function invite(page: Page, email: string) {
  await page.goto(`/${cfa.uai}/parametrage/utilisateurs`);
  await page.getByLabel("Adresse e-mail").fill(email);
  await page.getByLabel("Nom", { exact: true }).fill("Personne du fournisseur");
  await page.getByRole("button", { name: "Préparer l'invitation" }).click();
  await expect(page.getByLabel("Lien d'invitation")).toBeVisible();
}

test("Le fournisseur d'identité fait entrer qui est invité, puis le reconnaît sans son adresse ; les autres restent dehors", async ({
  page,
  browser,
}) => {
  await signIn(page, cfa, "administrateur");
  await invite(page, "camille@example.org");
  await invite(page, "douteux@example.org");

  const fresh = async () => (await browser.newContext()).newPage();
  const guest = await fresh();
  await throughProvider(guest, "camille");
  await expect(guest).toHaveURL(rapportPath(cfa));
  const again = await fresh();
  await throughProvider(again, "camille");
  await expect(again).toHaveURL(rapportPath(cfa));

  // Nobody invited them; an account of ours has this e-mail, which opens nothing; the provider does not vouch for this one.
  for (const name of ["inconnu", `lecteur-${cfa.rank}`, "douteux"]) {
    const stranger = await fresh();
    await throughProvider(stranger, name);
    await expect(stranger.getByRole("main").getByText("Aucune invitation ne vous attend")).toBeVisible();
    await stranger.goto(rapportPath(cfa));
    await expect(stranger).toHaveURL(/\/connexion/);
  }
});

test("Une personne relie son compte au fournisseur, entre par lui, puis y met fin", async ({ page, browser }) => {
  await signIn(page, cfa, "gestionnaire");
  await page.goto("/mon-compte");
  const joining = page.locator("form").filter({ has: page.getByRole("button", { name: /Relier mon compte/ }) });
  await joining.getByLabel("Mot de passe actuel").fill("un autre");
  await joining.getByRole("button").click();
  await expect(joining.getByText("Le mot de passe actuel est incorrect.").first()).toBeVisible();
  await joining.getByLabel("Mot de passe actuel").fill(cfa.password);
  await joining.getByRole("button").click();
  await page.getByRole("link", { name: "Continuer chez Fournisseur d'essai" }).click();
  await page.locator('input[name="login"]').fill("relie");
  await page.locator('input[name="password"]').fill("peu importe");
  await page.getByRole("button", { name: /sign-in/i }).click();
  await page.getByRole("button", { name: /continue/i }).click();
  await expect(page).toHaveURL(rapportPath(cfa));

  const other = await (await browser.newContext()).newPage();
  await throughProvider(other, "relie");
  await expect(other).toHaveURL(rapportPath(cfa));
  await expect(other.getByText(`gestionnaire ${cfa.rank}`).filter({ visible: true })).toHaveCount(1);

  await other.goto("/mon-compte");
  await expect(other.getByText("Votre compte est relié depuis le")).toBeVisible();
  await other.getByRole("button", { name: /Ne plus entrer par/ }).click();
  await expect(other.getByRole("main").getByText("Votre compte n'est plus relié")).toBeVisible();
  await expect(other.getByRole("button", { name: /Relier mon compte/ })).toBeVisible();
  const again = await (await browser.newContext()).newPage();
  await throughProvider(again, "relie");
  await expect(again.getByRole("main").getByText("Aucune invitation ne vous attend")).toBeVisible();
});
