import { randomUUID } from "node:crypto";
import { get } from "node:http";
import { urlToHttpOptions } from "node:url";
import { describe, expect, inject, it } from "vitest";
import { cfaE2e } from "@/tests/e2e/cfas";
import { recordFigures } from "./figures";
import { isAlive, signInOver, siteAt, trySignIn } from "./site";
import { watchHealth } from "./watch-health";

const AT_ONCE = 40;

const site = siteAt(inject("site"));

/** A request with a Host of one's own, as a proxy that rewrites it sends: fetch forbids it. */
const getWithHost = (url: string, host: string) =>
  new Promise<{ status: number; location: string }>((resolve, reject) => {
    get(url, { headers: { host } }, (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, location: response.headers.location ?? "" });
    }).once("error", reject);
  });

describe("Quarante connexions lancées ensemble", () => {
  it("n'arrêtent pas les autres pages, et chacune a sa réponse", async () => {
    await signInOver(site, 0, "lecteur");
    const health = watchHealth(site);
    const answers = await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        const response = await trySignIn(site, {
          email: `${randomUUID()}@example.org`,
          password: "un faux mot de passe",
        });
        return { status: response.status, html: await response.text() };
      }),
    );
    const { asked, failures, slowest } = await health.stop();
    recordFigures(site, { attacks: AT_ONCE, answers: answers.length, probes: asked, slowest });
    expect(failures).toBe(0);
    expect(isAlive(site)).toBe(true);
    for (const { html } of answers) expect(html).toMatch(/est incorrect|Trop de/);
  });
});

/** The status of an address sent as it is written: fetch, like a browser, takes out of it what leads elsewhere. */
const statusAsWritten = (path: string) =>
  new Promise<number>((resolve, reject) => {
    get({ ...urlToHttpOptions(new URL(site.url)), path }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    }).once("error", reject);
  });

describe("La queue devant la connexion", () => {
  it.each([
    ...["/./connexion", "/x/../connexion", "/connexion#x", "/%2e/connexion", "/x/.%2E/connexion"],
    ...["/_next/static/../../connexion", "/connexion/fournisseur/../../connexion", "/x\\..\\connexion"],
  ])("ne se contourne pas par %s, qu'aucun navigateur n'écrit", async (path) => {
    expect(await statusAsWritten(path)).toBe(400);
  });

  it("laisse les adresses où des points ne mènent nulle part", async () => {
    expect(await statusAsWritten("/connexion?callbackUrl=/a/../b#x")).toBe(200);
    for (const path of ["/.well-known/x", "/a..b", "/...", "/connexion.rsc"]) {
      expect([200, 303], path).toContain(await statusAsWritten(path));
    }
  });
});

describe("Les redirections et les en-têtes", () => {
  it.each(["/.//evil.example", "//evil.example", "https://evil.example", "%", "/%zz"])(
    "callbackUrl=%s ne mène nulle part ailleurs",
    async (callbackUrl) => {
      const cookie = await signInOver(site, 0, "lecteur");
      const response = await fetch(`${site.url}/connexion?callbackUrl=${callbackUrl}`, {
        headers: { cookie },
        redirect: "manual",
      });
      expect(response.status).toBeLessThan(400);
      expect(new URL(response.headers.get("location") ?? "", site.url).origin).toBe(site.url);
    },
  );

  it("un proxy qui réécrit Host ne casse ni les pages ni les actions", async () => {
    expect((await getWithHost(`${site.url}/connexion`, "interne:8080")).status).toBe(200);
    const { location } = await getWithHost(`${site.url}/${cfaE2e(2).uai}/imports`, "interne:8080");
    expect(new URL(location, site.url).host).toBe(new URL(site.url).host);
    const { rank, password } = cfaE2e(2);
    const response = await trySignIn(
      site,
      { email: `lecteur-${rank}@example.org`, password },
      { origin: site.url, "x-forwarded-host": "interne:8080" },
    );
    expect(response.status).toBe(303);
  });

  it("une action venue d'un autre site est refusée", async () => {
    const { rank, password } = cfaE2e(2);
    const account = { email: `lecteur-${rank}@example.org`, password };
    for (const origin of ["https://ailleurs.example", "null", "n'importe quoi"]) {
      const response = await trySignIn(site, account, { origin });
      expect([origin, response.status, await response.text()]).toEqual([
        origin,
        403,
        expect.stringContaining("ne vient pas d'une page"),
      ]);
      expect(response.headers.getSetCookie()).toEqual([]);
    }
  });

  it("la politique de la page ne laisse passer aucun script sans numéro, et change à chaque réponse", async () => {
    const read = async () => (await fetch(`${site.url}/connexion`)).headers.get("content-security-policy") ?? "";
    const [first, second] = [await read(), await read()];
    expect(first).not.toBe(second);
    expect(first).toMatch(/script-src 'self' 'nonce-[\w+/=]+' 'strict-dynamic';/);
    for (const rule of ["object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"]) {
      expect(first).toContain(rule);
    }
  });

  it("la santé ne dit que l'état à qui n'a pas le secret de l'horloge", async () => {
    expect(await (await fetch(`${site.url}/api/sante`)).json()).toEqual({ state: "ok" });
  });
});
