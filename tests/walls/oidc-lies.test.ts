import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { cfaE2e } from "@/tests/e2e/cfas";
import { type Answer, CLIENT, codeFor, startLyingProvider } from "./lying-provider";
import { cookiesOf, type Site, signInOver, siteAt, startSite } from "./site";
import { submitForm } from "./submit-form";

const REFUSED = "La connexion par votre fournisseur d'identité n'a pas abouti : réessayez.";
const NOBODY = "Aucune invitation ne vous attend à cette adresse.";
const fromHtml = (html: string) => html.replaceAll("&#x27;", "'");

const TO_PROVIDER = "/connexion/fournisseur";

const IN_PAGE = /href="(\/connexion\/fournisseur[^"]*)"/;

/** The address that «Relier mon compte» gives to who types a password there, «» when it gives none. */
async function linkOf(site: Site, cookie: string, password: string): Promise<string> {
  const html = await (await fetch(`${site.url}/mon-compte`, { headers: { cookie } })).text();
  expect(html).not.toMatch(IN_PAGE);
  const asked = { cookie, marker: "Relier mon compte", typed: { actuel: password } };
  return IN_PAGE.exec((await submitForm(site, "/mon-compte", asked)).body)?.[1] ?? "";
}

/** Goes to the provider by a link, that of the sign-in page unless said otherwise; `say` makes what it answers of the nonce that it was given. */
async function goThrough(
  site: Site,
  cookie: string,
  say: (nonce: string) => Answer,
  { state, by = TO_PROVIDER }: { state?: string; by?: string } = {},
) {
  const start = await fetch(site.url + by, { redirect: "manual", headers: { cookie } });
  const asked = new URL(start.headers.get("location") ?? "").searchParams;
  const jar = [cookie, cookiesOf(start)].filter(Boolean).join("; ");
  const query = new URLSearchParams({
    code: codeFor(say(asked.get("nonce") ?? "")),
    state: state ?? asked.get("state") ?? "",
  });
  const back = await fetch(`${site.url}/api/auth/callback/oidc?${query}`, {
    redirect: "manual",
    headers: { cookie: jar },
  });
  const location = new URL(back.headers.get("location") ?? "/", site.url);
  const own = cookiesOf(back);
  const page = await fetch(location, { headers: { cookie: [jar, own].join("; ") }, redirect: "manual" });
  return { asked, location, cookies: own, html: fromHtml(await page.text()) };
}

const past = Math.floor(Date.now() / 1000) - 3600;

const LIES: readonly [string, (nonce: string) => Answer][] = [
  ["une signature faite avec une autre clé", (nonce) => ({ nonce, signature: "forged" })],
  ["un jeton sans signature", (nonce) => ({ nonce, signature: "none" })],
  ["un jeton signé avec le secret partagé", (nonce) => ({ nonce, signature: "secret" })],
  ["le nonce d'une autre connexion", () => ({ nonce: randomUUID() })],
  ["un jeton sans nonce", (nonce) => ({ nonce, claims: { nonce: null } })],
  ["un jeton fait pour un autre site", (nonce) => ({ nonce, claims: { aud: "autre-site" } })],
  [
    "un jeton pour plusieurs sites, pris par un autre",
    (nonce) => ({ nonce, claims: { aud: ["passerelle", "autre"], azp: "autre" } }),
  ],
  ["un autre émetteur", (nonce) => ({ nonce, claims: { iss: "https://ailleurs.example" } })],
  ["un jeton périmé", (nonce) => ({ nonce, claims: { iat: past - 300, exp: past } })],
  ["un jeton sans fin", (nonce) => ({ nonce, claims: { exp: null } })],
  ["un jeton de demain", (nonce) => ({ nonce, claims: { nbf: past + 90_000 } })],
  ["un jeton sans personne", (nonce) => ({ nonce, claims: { sub: null } })],
];

describe("Un fournisseur d'identité qui ment", () => {
  const site = siteAt(inject("site"));
  let lecteur: string;
  beforeAll(async () => {
    lecteur = await signInOver(site, 8, "lecteur");
  });

  it.each(LIES)("est refusé en français, sans toucher à aucun compte : %s", async (_lie, say) => {
    for (const cookie of ["", lecteur]) {
      const { location, cookies, html } = await goThrough(site, cookie, say);
      expect(cookies).not.toMatch(/session-token=[^;]/);
      if (cookie !== "") continue;
      expect(location.pathname).toBe("/connexion");
      expect(html).toContain(REFUSED);
    }
    // The account that was signed in meanwhile was not linked to whoever lied.
    const stranger = await goThrough(site, "", (nonce) => ({ nonce }));
    expect(stranger.html).toContain(NOBODY);
  });

  it("est refusé quand l'état est celui d'une autre connexion", async () => {
    const { cookies, html } = await goThrough(site, "", (nonce) => ({ nonce }), { state: randomUUID() });
    expect(cookies).not.toMatch(/session-token=[^;]/);
    expect(html).toContain(REFUSED);
  });

  it("ne relie pas le compte de qui y est mené par la page d'un autre : il faut le lien de sa propre page, dans sa propre session", async () => {
    const gestionnaire = await signInOver(site, 8, "gestionnaire");
    for (const by of [TO_PROVIDER, `${TO_PROVIDER}?relier=oui`, await linkOf(site, gestionnaire, cfaE2e(8).password)]) {
      const led = await goThrough(site, lecteur, (nonce) => ({ nonce }), { by });
      expect(led.cookies, by).not.toMatch(/session-token=[^;]/);
    }
    const stranger = await goThrough(site, "", (nonce) => ({ nonce }));
    expect(stranger.html).toContain(NOBODY);
  });

  it("le même, quand il dit vrai, relie le compte de qui a redit son mot de passe, puis fait entrer", async () => {
    expect(await linkOf(site, lecteur, "faux")).toBe("");
    const by = await linkOf(site, lecteur, cfaE2e(8).password);
    expect(by).not.toBe("");
    const linked = await goThrough(site, lecteur, (nonce) => ({ nonce }), { by });
    expect(linked.cookies).toContain("session-token");
    const again = await goThrough(site, "", (nonce) => ({ nonce }));
    expect(again.cookies).toContain("session-token");
  });
});

describe("Un fournisseur qui signe ce qu'il dit de la personne, comme ProConnect", () => {
  const LEVEL = { acr: "eidas1" };
  let site: Site;
  let provider: Awaited<ReturnType<typeof startLyingProvider>>;
  let lecteur: string;
  beforeAll(async () => {
    provider = await startLyingProvider({ signsUserinfo: true });
    const env = {
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: CLIENT.id,
      OIDC_CLIENT_SECRET: CLIENT.secret,
      OIDC_USERINFO_ALG: "RS256",
      OIDC_ACR_VALUES: "eidas1 eidas2",
      OIDC_SCOPE: "openid given_name usual_name email",
      OIDC_EMAIL_TRUSTED: "oui",
      OIDC_LOGOUT: "oui",
    };
    site = await startSite({ env });
    lecteur = await signInOver(site, 0, "lecteur");
  }, 600_000);
  afterAll(async () => {
    await site?.stop();
    provider?.close();
  });

  it.each<[string, (nonce: string) => Answer]>([
    ["un userinfo signé par une autre clé", (nonce) => ({ nonce, claims: LEVEL, userinfo: { signature: "forged" } })],
    [
      "un userinfo sur une autre personne",
      (nonce) => ({ nonce, claims: LEVEL, userinfo: { claims: { sub: "autre" } } }),
    ],
    [
      "un userinfo fait pour un autre site",
      (nonce) => ({ nonce, claims: LEVEL, userinfo: { claims: { aud: "autre" } } }),
    ],
    ["un niveau d'authentification trop bas", (nonce) => ({ nonce, claims: { acr: "eidas0" } })],
    ["un niveau d'authentification qui n'est pas dit", (nonce) => ({ nonce })],
  ])("est refusé : %s", async (_lie, say) => {
    for (const cookie of ["", lecteur]) {
      const { cookies, html } = await goThrough(site, cookie, say);
      expect(cookies).not.toMatch(/session-token=[^;]/);
      if (cookie === "") expect(html).toContain(REFUSED);
    }
  });

  it("demande le niveau, relie, fait entrer, et déconnecte aussi chez le fournisseur", async () => {
    const by = await linkOf(site, lecteur, cfaE2e(0).password);
    const linked = await goThrough(site, lecteur, (nonce) => ({ nonce, claims: LEVEL }), { by });
    expect(linked.asked.get("acr_values")).toBe("eidas1 eidas2");
    const { cookies } = await goThrough(site, "", (nonce) => ({ nonce, claims: LEVEL }));
    expect(cookies).toContain("session-token");
    const page = await fetch(`${site.url}/mon-compte`, { headers: { cookie: cookies } });
    expect(page.status).toBe(200);
    const out = await signOutOver(site, cookies);
    expect(out.origin + out.pathname).toBe(`${provider.issuer}/sortir`);
    expect(out.searchParams.get("post_logout_redirect_uri")).toBe(`${site.url}/connexion`);
    const [, claims = ""] = (out.searchParams.get("id_token_hint") ?? "").split(".");
    expect(JSON.parse(Buffer.from(claims, "base64url").toString())).toMatchObject({ iss: provider.issuer, ...LEVEL });
    const after = await fetch(`${site.url}/mon-compte`, { headers: { cookie: cookies }, redirect: "manual" });
    expect(new URL(after.headers.get("location") ?? "/", site.url).pathname).toBe("/connexion");
  });

  it("ne mène pas chez le fournisseur qui s'est connecté par son mot de passe", async () => {
    const cookie = await signInOver(site, 1, "lecteur");
    const out = await signOutOver(site, cookie, 1);
    expect([out.origin, out.pathname]).toEqual([site.url, "/connexion"]);
  });
});

/** Presses «Se déconnecter» as a browser without script does. Answers where it leads. */
async function signOutOver(site: Site, cookie: string, rank = 0): Promise<URL> {
  const { cfaE2e } = await import("@/tests/e2e/cfas");
  const pressed = { cookie, marker: "Se déconnecter", typed: {} };
  const { response } = await submitForm(
    site,
    `/${cfaE2e(rank).uai}/etablissement/tableau-de-bord-apprentissage`,
    pressed,
  );
  return new URL(response.headers.get("location") ?? "/nulle-part", site.url);
}
