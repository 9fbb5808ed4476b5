import { type Browser, expect, type Locator, type Page, test } from "@playwright/test";
import { TOTP } from "otpauth";
import { cfaE2e } from "./cfas";
import { rapportPath, signIn } from "./sign-in";

const cfa = cfaE2e(8);
const EMAIL = "nouvelle-8@example.org";
const PASSWORD = "cheval agrafe batterie juste";
const members = `/${cfa.uai}/parametrage/utilisateurs`;

const codeOf = (secret: string, periods: number) =>
  new TOTP({ secret, algorithm: "SHA1", digits: 6, period: 30 }).generate({ timestamp: Date.now() + periods * 30_000 });

async function elsewhere(browser: Browser): Promise<Page> {
  return (await browser.newContext()).newPage();
}

async function enter(page: Page, password: string) {
  await page.goto("/connexion");
  await page.getByLabel("Adresse e-mail").fill(EMAIL);
  await page.getByLabel("Mot de passe").fill(password);
  await page.getByRole("button", { name: "Se connecter" }).click();
}

test("Une personne invitée choisit son mot de passe, active un second facteur, change de rôle, puis s'en va partout", async ({
  page,
  browser,
}) => {
  await signIn(page, cfa, "administrateur");
  await page.getByRole("link", { name: "Utilisateurs" }).click();
  await page.getByLabel("Adresse e-mail").fill(EMAIL);
  await page.getByLabel("Nom", { exact: true }).fill("Nouvelle Personne");
  await page.getByLabel("Rôle", { exact: true }).selectOption("lecteur");
  await page.getByRole("button", { name: "Préparer l'invitation" }).click();
  const link = await page.getByLabel("Lien d'invitation").inputValue();

  const guest = await elsewhere(browser);
  await guest.goto(link);
  await expect(guest).toHaveURL(/\/connexion\/invitation$/);
  await guest.getByLabel("Choisissez un mot de passe").fill("motdepasse2026");
  await expect(guest.getByRole("main").getByText("Refusé.")).toBeVisible();
  await guest.getByRole("button", { name: "Ouvrir mon accès" }).click();
  // The meter says it while one types; this is the server's own answer, after which the form is empty again.
  await expect(guest.getByLabel("Choisissez un mot de passe")).toHaveAttribute("aria-invalid", "true");
  await guest.getByLabel("Choisissez un mot de passe").fill(PASSWORD);
  await guest.getByRole("button", { name: "Ouvrir mon accès" }).click();
  await expect(guest.getByRole("main").getByText("Votre accès est ouvert")).toBeVisible();
  await enter(guest, PASSWORD);
  await expect(guest).toHaveURL(rapportPath(cfa));
  await guest.goto(link);
  await expect(guest.getByRole("heading", { name: "Cette invitation ne sert plus" })).toBeVisible();
  await guest.getByRole("link", { name: "Revenir à l'accueil" }).click();
  await expect(guest).toHaveURL(rapportPath(cfa));

  await guest.goto("/mon-compte");
  await guest.getByRole("link", { name: "Activer le second facteur" }).click();
  await guest.getByRole("main").getByText("Impossible de scanner ?").click();
  const secret = (await guest.locator("code").textContent()) ?? "";
  await guest.getByLabel("Code à 6 chiffres").fill(codeOf(secret, 0));
  await guest.getByLabel("Mot de passe actuel").fill(PASSWORD);
  await guest.getByRole("button", { name: "Activer" }).click();
  await expect(guest.getByRole("heading", { name: "Vos codes de secours" })).toBeVisible();
  const [recovery = ""] = await guest.getByRole("listitem").allTextContents();

  const other = await elsewhere(browser);
  await enter(other, PASSWORD);
  await expect(other.getByRole("heading", { name: "Code de connexion" })).toBeVisible();
  await other.goto(rapportPath(cfa));
  await expect(other).toHaveURL(/\/connexion/);
  await other.goto("/connexion/code");
  await other.getByLabel("Code à 6 chiffres, ou code de secours").fill("000000");
  await other.getByRole("button", { name: "Entrer" }).click();
  await expect(other.getByRole("main").getByText("Ce code n'est pas le bon")).toBeVisible();
  await other.getByLabel("Code à 6 chiffres, ou code de secours").fill(recovery);
  await other.getByRole("button", { name: "Entrer" }).click();
  await expect(other).toHaveURL(rapportPath(cfa));
  await expect(other.getByRole("link", { name: "Importer", exact: true })).toHaveCount(0);

  await page.goto(members);
  const role = page.getByLabel("Rôle de Nouvelle Personne", { exact: true });
  const right = (each: Locator) => each.evaluate((element) => element.getBoundingClientRect().right);
  const arrow = role.locator("xpath=following-sibling::*");
  expect(await right(arrow), "sa flèche est dedans").toBeLessThan(await right(role));
  await role.selectOption("gestionnaire");
  await page.getByRole("listitem").filter({ hasText: EMAIL }).getByRole("button", { name: "Changer le rôle" }).click();
  await expect(page.getByRole("main").getByText("Le rôle est changé")).toBeVisible();
  await other.reload();
  await expect(other.getByRole("link", { name: "Importer", exact: true })).toBeVisible();

  await page.getByRole("main").getByText("Retirer Nouvelle Personne").click();
  await page
    .getByRole("listitem")
    .filter({ hasText: EMAIL })
    .getByRole("button", { name: "Retirer de l'établissement" })
    .click();
  await expect(page.getByRole("main").getByText(EMAIL)).toHaveCount(0);
  // Her row went with the press: what was answered stays, and the keyboard goes on from there.
  await expect(page.getByRole("main").getByText(/ne fait plus partie de l'établissement/)).toBeVisible();
  await expect(page.locator("*:focus")).toContainText("ne fait plus partie de l'établissement");
  for (const gone of [guest, other]) {
    await gone.goto(rapportPath(cfa));
    await expect(gone).toHaveURL(/\/connexion/);
  }
});

test("L'invitation d'un autre, ouverte avec son propre compte, mène à la sortie, puis à celui qui est invité", async ({
  page,
}) => {
  const invited = cfaE2e(9);
  await signIn(page, cfa, "administrateur");
  await page.goto(members);
  await page.getByLabel("Adresse e-mail").fill(`lecteur-${invited.rank}@example.org`);
  await page.getByLabel("Nom", { exact: true }).fill("Lecteur invité");
  await page.getByRole("button", { name: "Préparer l'invitation" }).click();
  const first = await page.getByLabel("Lien d'invitation").inputValue();

  // Sent again, the first link is dead: the row says the new one, the only way to it without a mail server.
  await page.goto(members);
  await page.getByRole("button", { name: "Renvoyer à Lecteur invité" }).press("Enter");
  const link = page.getByRole("listitem").getByLabel("Lien d'invitation");
  await expect(link).not.toHaveValue(first);
  await expect(page.locator("#annonces")).toContainText(/^L'invitation de .* est prête/);
  await expect(page.locator("body")).not.toBeFocused();

  // Invited again, the row's link is dead too, and the form says the new one; sent again, the other way round.
  await page.getByLabel("Adresse e-mail").fill(`lecteur-${invited.rank}@example.org`);
  await page.getByLabel("Nom", { exact: true }).fill("Lecteur invité");
  await page.getByRole("button", { name: "Préparer l'invitation" }).click();
  await expect(link).toHaveCount(0);
  await expect(page.getByLabel("Lien d'invitation")).toHaveCount(1);
  await page.getByRole("button", { name: "Renvoyer à Lecteur invité" }).click();
  await expect(link).toHaveCount(1);
  await expect(page.getByLabel("Lien d'invitation")).toHaveCount(1);

  await page.getByLabel("Adresse e-mail").fill(`administrateur-${cfa.rank}@example.org`);
  await page.getByLabel("Nom", { exact: true }).fill("Déjà là");
  await page.getByRole("button", { name: "Préparer l'invitation" }).click();
  await expect(page.getByText(/fait déjà partie de l'établissement/).filter({ visible: true })).toHaveCount(1);
  await page.goto(await link.inputValue());
  await expect(page.getByRole("main").getByText(/vous êtes ici avec une autre\s: administrateur-8@/)).toBeVisible();
  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await page.getByLabel("Adresse e-mail").fill(`lecteur-${invited.rank}@example.org`);
  await page.getByLabel("Mot de passe").fill(invited.password);
  await page.getByRole("button", { name: "Se connecter" }).click();
  await expect(page.getByRole("button", { name: "Accepter l'invitation" })).toBeVisible();
});

test("Le dernier administrateur reste, et l'on ferme ses autres sessions d'un bouton", async ({ page, browser }) => {
  await signIn(page, cfa, "administrateur");
  await page.goto(members);
  await page.getByRole("main").getByText(`Retirer administrateur ${cfa.rank}`).click();
  await page.getByRole("button", { name: "Retirer de l'établissement" }).first().click();
  const refused = page.getByRole("main").getByText("C'est le dernier administrateur");
  await expect(refused).toBeVisible();
  await page.getByRole("button", { name: `Changer le rôle de administrateur ${cfa.rank}` }).click();
  await expect(page.getByRole("main").getByText("Le rôle est changé, dès maintenant.")).toBeVisible();
  await expect(refused, "la réponse d'avant").toHaveCount(0);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText(`Retirer lecteur ${cfa.rank}`), "rien à presser sur papier").toBeHidden();
  await page.emulateMedia({ media: null });

  const other = await elsewhere(browser);
  await signIn(other, cfa, "administrateur");
  await page.goto("/mon-compte");
  await expect(page.getByRole("main").getByText("(ici)")).toBeVisible();
  await page.getByRole("button", { name: "Déconnecter partout ailleurs" }).click();
  await expect(page.getByRole("main").getByText(/session(s)? fermée/)).toBeVisible();
  await other.goto(rapportPath(cfa));
  await expect(other).toHaveURL(/\/connexion/);
  await page.goto(rapportPath(cfa));
  await expect(page.getByRole("heading", { name: /Rapport de transmission/ })).toBeVisible();
});
