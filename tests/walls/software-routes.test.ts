import { request } from "node:http";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { cfaE2e } from "@/tests/e2e/cfas";
import { validSource } from "@/tests/factories/dossiers";
import { push } from "@/tests/factories/software";
import { signInOver, siteAt } from "./site";
import { submitForm } from "./submit-form";

const site = siteAt(inject("site"));
const RANK = 7;
const { uai } = cfaE2e(RANK);
const SOFTWARES = `/${uai}/parametrage/api/logiciels`;
const NOTIFICATIONS = `${SOFTWARES}/notifications`;

let cookie = "";

/** The jeton that the page shows once, made as a browser without script does. */
async function newJeton(right: string): Promise<string> {
  const typed = { nom: `Essai ${right}`, fin: "90", droit: right };
  const { body } = await submitForm(site, SOFTWARES, { cookie, marker: "nom", typed });
  const secret = /ptba_[\w-]{43}/.exec(body)?.[0];
  if (secret === undefined) throw new Error("Le jeton n'est pas montré.");
  return secret;
}

beforeAll(async () => {
  cookie = await signInOver(site, RANK, "administrateur");
}, 600_000);

describe("Le site construit, appelé par un logiciel", () => {
  it("rend chaque dossier par son identifiant, même à signes d'adresse (%, /, ?, #, espace)", async () => {
    const identifiers = ["100%", "%41", "%zz", "A/B", "é è", "a?b#c"];
    const sources = identifiers.map((id_erp_apprenant, n) => ({ ...validSource(n), id_erp_apprenant }));
    expect((await push(site.url, await newJeton("send"), sources)).status).toBe(200);
    const authorization = `Bearer ${await newJeton("read")}`;
    const get = (path: string) =>
      fetch(`${site.url}/api/v3/dossiers-apprenants/${path}`, { headers: { authorization } });
    for (const identifier of identifiers) {
      const response = await get(encodeURIComponent(identifier));
      expect(response.status, identifier).toBe(200);
      expect(await response.json()).toMatchObject({ dossiers: [{ id_erp_apprenant: identifier }] });
    }
    expect((await get("inconnu")).status).toBe(404);
  });

  it("répond à une adresse qui finit par une barre, comme le TBA, sans renvoyer ailleurs", async () => {
    const authorization = `Bearer ${await newJeton("send")}`;
    const headers = { authorization, "content-type": "application/json" };
    const body = JSON.stringify([{ ...validSource(20), adresse_apprenant: "x".repeat(2_000_000) }]);
    for (const address of ["/api/v3/dossiers-apprenants/", "/api/v3/dossiers-apprenants//?a=b/"]) {
      const sent = await fetch(site.url + address, { method: "POST", headers, body, redirect: "manual" });
      expect([address, sent.status]).toEqual([address, 200]);
      expect(sent.headers.get("content-type")).toBe("application/json; charset=utf-8");
    }
    const test = `${site.url}/api/v3/dossiers-apprenants/test/`;
    expect(await (await fetch(test, { method: "POST", headers, redirect: "manual" })).json()).toEqual({ msg: "ok" });
    expect((await fetch(`${site.url}/api/docs/`, { redirect: "manual" })).status).toBe(308);
  });

  it("refuse une adresse mal écrite comme une faute d'adresse, où qu'elle mène", async () => {
    for (const path of [
      "/api/v3/dossiers-apprenants/%",
      "/api/v3/dossiers-apprenants/%zz",
      `/${uai}/apprenants/%E9`,
      "/%",
    ]) {
      const response = await fetch(`${site.url}${path}`, { headers: { cookie }, redirect: "manual" });
      expect([path, response.status]).toEqual([path, 400]);
    }
  });

  it("refuse une méthode que personne n'emploie, sans erreur de sa part", async () => {
    for (const path of ["/connexion", "/api/v3/dossiers-apprenants", `/${uai}/imports`]) {
      const status = await new Promise((resolve, reject) => {
        request(`${site.url}${path}`, { method: "TRACE" }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
          .once("error", reject)
          .end();
      });
      expect([path, status]).toEqual([path, 405]);
    }
  });

  it("dit d'une adresse de l'API que personne n'a faite qu'elle n'existe pas, jeton ou non", async () => {
    const authorization = `Bearer ${await newJeton("read")}`;
    for (const path of ["dossier-apprenant", "corrections/x", "correctionsx", "dossiers-apprenants/a/b"]) {
      for (const headers of [{ authorization }, {}] as Record<string, string>[]) {
        const response = await fetch(`${site.url}/api/v3/${path}`, { headers, redirect: "manual" });
        expect([path, response.status]).toEqual([path, 404]);
        expect(await response.json()).toMatchObject({ status: 404, detail: expect.stringContaining("/api/docs") });
      }
    }
  });

  it("n'ouvre rien à une page d'un autre site : aucune réponse ne dit qu'elle le peut", async () => {
    const authorization = `Bearer ${await newJeton("read")}`;
    const foreign = { origin: "https://ailleurs.example" };
    const asked = { "access-control-request-method": "POST", "access-control-request-headers": "authorization" };
    for (const path of [
      "dossiers-apprenants",
      "dossiers-apprenants/test",
      "dossiers-apprenants/essai",
      "corrections",
    ]) {
      const address = `${site.url}/api/v3/${path}`;
      const calls = [
        fetch(address, { method: "OPTIONS", headers: { ...foreign, ...asked } }),
        fetch(address, { headers: { ...foreign, authorization } }),
        fetch(address, { method: "POST", headers: { ...foreign, authorization }, body: "[]" }),
      ];
      for (const response of await Promise.all(calls)) {
        const opened = [...response.headers.keys()].filter((name) => name.startsWith("access-control-"));
        expect(opened, `${path} ${response.status}`).toEqual([]);
      }
    }
  });
});

describe("Une notification demandée au site construit", () => {
  it("ne va ni sur cette machine, ni sur le réseau de l'hébergeur, par le nombre ni par le nom", async () => {
    const ask = async (adresse: string) =>
      (await submitForm(site, NOTIFICATIONS, { cookie, marker: "adresse", typed: { adresse, annonce: "cle.refusee" } }))
        .body;
    for (const refused of [
      "http://logiciel.exemple.fr",
      "https://127.0.0.1",
      "https://[::1]",
      "https://169.254.169.254",
    ]) {
      expect(await ask(refused), refused).not.toMatch(/whsec_/);
    }
    // A name is no number: it is judged by what it leads to.
    expect(await ask("https://localhost/tba")).toMatch(/whsec_/);
    const { body } = await submitForm(site, NOTIFICATIONS, { cookie, marker: "Essayer", typed: {} });
    expect(body).toContain("adresse privée");
    expect(body).not.toMatch(/whsec_/);
  });
});
