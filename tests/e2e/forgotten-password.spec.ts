import { expect, type Page, test } from "@playwright/test";
import { startSmtp } from "@/tests/helpers/smtp-server";
import { type Site, startSite, trySignIn } from "@/tests/walls/site";
import { cfaE2e } from "./cfas";

const cfa = cfaE2e(0);
const EMAIL = `gestionnaire-${cfa.rank}@example.org`;
const CHOSEN = "une rivière sous les tilleuls 47";

// A site of its own: where a mail server is configured, invitations leave by e-mail, and the other journeys copy their links. As on a
// serverless host, nothing runs beside the pages: what is waited for must leave with the answer.
let site: Site;
let smtp: Awaited<ReturnType<typeof startSmtp>>;
test.beforeAll(async () => {
  smtp = await startSmtp();
  site = await startSite({ env: { SMTP_URL: smtp.url, EMAIL_FROM: "tba@example.org", VERCEL: "1" } });
});
test.afterAll(async () => {
  await site?.stop();
  smtp?.close();
});

async function signIn(page: Page, password: string) {
  await page.goto(`${site.url}/connexion`);
  await page.getByLabel("Adresse e-mail").fill(EMAIL);
  await page.getByLabel("Mot de passe").fill(password);
  await page.getByRole("button", { name: "Se connecter" }).click();
}

/** Somebody of this network fails so often that no browser that the site does not know may sign in from it, whoever it is for. */
async function failFromHere(): Promise<void> {
  for (let time = 0; time <= 100; time++) {
    await trySignIn(site, { email: `inconnu-${time}@example.org`, password: "" });
  }
  const refused = await trySignIn(site, { email: EMAIL, password: cfa.password });
  expect(await refused.text()).toContain("Trop d&#x27;essais manqués");
}

/** Asks for a link, and reads its e-mail. */
async function askLink(page: Page): Promise<string> {
  await page.goto(`${site.url}/connexion`);
  await page.getByRole("link", { name: "Mot de passe oublié" }).click();
  // Both pages have a field of this name.
  await expect(page.getByRole("heading", { name: "Mot de passe oublié" })).toBeVisible();
  await page.getByLabel("Adresse e-mail").fill(EMAIL);
  const already = smtp.received.length;
  await page.getByRole("button", { name: "Recevoir un lien" }).click();
  await expect(page.getByRole("main").getByText("Si cette adresse a un compte, un lien lui est envoyé.")).toBeVisible();
  await expect(() => expect(smtp.received.length).toBeGreaterThan(already)).toPass();
  const { mail, recipients } = smtp.received.at(-1) ?? {};
  expect(recipients).toEqual([EMAIL]);
  expect(mail?.subject).toBe("Choisir un nouveau mot de passe");
  return /https?:\/\/\S+\/connexion\/lien\S+/.exec(mail?.text ?? "")?.[0] ?? "";
}

test("Un mot de passe oublié se choisit de nouveau par le lien d'un e-mail, qui ferme les anciennes sessions, ne sert qu'une fois, et laisse entrer malgré les échecs d'un autre", async ({
  page,
  browser,
}) => {
  const heading = (shown: Page) => shown.getByRole("heading", { name: /Rapport de transmission/ });
  const old = await (await browser.newContext()).newPage();
  await signIn(old, cfa.password);
  await expect(heading(old)).toBeVisible();

  const link = await askLink(page);
  await page.goto(link);
  await expect(page).toHaveURL(`${site.url}/connexion/nouveau-mot-de-passe`);
  await page.getByRole("textbox", { name: "Nouveau mot de passe" }).fill(CHOSEN);
  await page.getByRole("button", { name: "Choisir ce mot de passe" }).click();
  await expect(page.getByRole("main").getByText("Votre mot de passe est changé : connectez-vous.")).toBeVisible();

  await failFromHere();
  await signIn(page, CHOSEN);
  await expect(heading(page)).toBeVisible();

  await old.reload();
  await expect(old).toHaveURL(/\/connexion/);
  await signIn(old, cfa.password);
  await expect(old.getByRole("main").getByText("L'adresse e-mail ou le mot de passe est incorrect.")).toBeVisible();
  await signIn(old, CHOSEN);
  await expect(heading(old)).toBeVisible();

  const late = await (await browser.newContext()).newPage();
  await late.goto(link);
  await expect(late.getByRole("main").getByText("Ce lien ne sert plus")).toBeVisible();
});
