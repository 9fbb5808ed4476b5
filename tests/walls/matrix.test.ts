import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { hasPermission } from "@/lib/domain/roles";
import { SESSION_OVER } from "@/lib/domain/session-over";
import { cfaE2e, RESEAU_E2E } from "@/tests/e2e/cfas";
import { EXAMPLE } from "@/tests/e2e/sign-in";
import { type Action, actionsOfTheBuild, addressesOfEtablissement, addressesOfReseau } from "./doors-of-the-build";
import { recordFigures } from "./figures";
import { applyOver, sendFile } from "./import-over";
import { cookiesOf, isAlive, type SiteRole, signInOver, siteAt, trySignIn } from "./site";

const ROLES: readonly SiteRole[] = ["lecteur", "gestionnaire", "administrateur"];
const OWN = cfaE2e(3);
const FOREIGN = cfaE2e(4);
/** What the sample holds, and nobody but its établissement may see. */
const CANARIES = ["Baptiste", "Nassim"];

const ADDRESSES = addressesOfEtablissement();
const ACTIONS = actionsOfTheBuild().filter(({ ofEtablissement }) => ofEtablissement);

const site = siteAt(inject("site"));
let ids: { id: string; cause: string; transmission: string };
const cookies = new Map<SiteRole | null, string>([[null, ""]]);
let importId = "";
let attempts = 0;

async function importExample(): Promise<void> {
  const { readFileSync } = await import("node:fs");
  const cookie = cookies.get("administrateur") ?? "";
  const response = await sendFile(site, OWN.uai, cookie, "exemple.xlsx", readFileSync(EXAMPLE));
  if (!response.ok) throw new Error(`L'exemple n'est pas entré (${response.status}).`);
  const { location } = await response.json();
  await applyOver(site, cookie, location);
  importId = String(location).split("/").at(-1) ?? "";
}

/** A dossier, a cause of the établissement: addresses that exist there, and nowhere else. */
async function readIds() {
  const headers = { cookie: cookies.get("administrateur") ?? "" };
  const page = await fetch(`${site.url}/${OWN.uai}/etablissement/tableau-de-bord-apprentissage`, { headers });
  const html = await page.text();
  const found = (pattern: RegExp) => pattern.exec(html)?.[1] ?? "";
  return {
    id: found(/\/apprenants\/([0-9a-f-]{36})/),
    cause: found(/\/deblocage\/([^"?&\\]+)/),
    transmission: randomUUID(),
  };
}

const fill = (path: string, uai: string) =>
  path
    .replace("[uai]", uai)
    .replace("/transmissions/[id]", `/transmissions/${ids.transmission}`)
    .replace("/imports/[id]", `/imports/${importId}`)
    .replace("[id]", ids.id)
    .replace("[cause]", ids.cause);

async function get(path: string, role: SiteRole | null) {
  attempts += 1;
  const headers = { cookie: cookies.get(role) ?? "" };
  const controller = new AbortController();
  const response = await fetch(`${site.url}${path}`, { headers, redirect: "manual", signal: controller.signal });
  // A stream of events has no end: its first answer says enough.
  const isEvents = response.headers.get("content-type")?.includes("event-stream") === true;
  const body = isEvents ? "" : await response.text();
  if (isEvents) controller.abort();
  return { status: response.status, location: response.headers.get("location"), body };
}

/** Calls an action as a script would: its arguments begin with the établissement, then are anything. */
async function call({ id, page }: Action, uai: string, role: SiteRole | null, at = fill(page, uai)) {
  attempts += 1;
  const form = new FormData();
  form.append("0", JSON.stringify([uai, { status: "idle", message: "" }, "$K1"]));
  form.append("_1_x", "x");
  return fetch(`${site.url}${at}`, {
    method: "POST",
    body: form,
    redirect: "manual",
    headers: { cookie: cookies.get(role) ?? "", "next-action": id, accept: "text/x-component", origin: site.url },
  });
}

beforeAll(async () => {
  for (const role of ROLES) cookies.set(role, await signInOver(site, OWN.rank, role));
  await importExample();
  ids = await readIds();
}, 600_000);
afterAll(() => {
  console.log(
    `${attempts} appels : ${ADDRESSES.length} adresses et ${ACTIONS.length} actions d'établissement, 4 personnes, ici et ailleurs.`,
  );
  recordFigures(site, { attacks: attempts, answers: attempts });
  expect(isAlive(site)).toBe(true);
});

/** What an address answers to who may see it, when it is not a page: the matrix made no run and no rapprochement, and some lead elsewhere. */
const ANSWERS: readonly (readonly [of: RegExp, status: number])[] = [
  [/\/transmissions\/\[id\]|\/rapprochement\/classeur|\[\.\.\.adresse\]/, 404],
  [/^\/\[uai\]$/, 307],
];

describe("Chaque adresse d'un établissement", () => {
  it("est connue de la matrice, lue dans le code", () => {
    expect(ADDRESSES.length).toBeGreaterThan(12);
    expect(ids.id).not.toBe("");
    expect(ids.cause).not.toBe("");
  });

  it.each(ADDRESSES)("$path ($permission)", async ({ path, isPage, permission }) => {
    const anonymous = await get(fill(path, OWN.uai), null);
    expect([anonymous.status, new URL(anonymous.location ?? "/", site.url).pathname]).toEqual([303, "/connexion"]);
    for (const role of ROLES) {
      const foreign = await get(fill(path, FOREIGN.uai), role);
      expect(foreign.status, `${role} ailleurs`).toBe(404);
      for (const name of CANARIES) expect(foreign.body).not.toContain(name);
      const own = await get(fill(path, OWN.uai), role);
      const allowed = hasPermission(role, permission);
      const expected = allowed ? [ANSWERS.find(([of]) => of.test(path))?.[1] ?? 200] : isPage ? [404] : [403, 404];
      expect(expected, `${role} chez soi : ${own.status}`).toContain(own.status);
    }
  });
});

describe("Chaque adresse d'un réseau", () => {
  const addresses = addressesOfReseau();

  it("est connue de la matrice, lue dans le code", () => {
    expect(addresses.length).toBeGreaterThanOrEqual(3);
  });

  it.each(addresses)("$path : à son superviseur, et à personne d'autre", async ({ path }) => {
    const anonymous = await get(path, null);
    expect([anonymous.status, new URL(anonymous.location ?? "/", site.url).pathname]).toEqual([303, "/connexion"]);
    // Not even to the administrateur of an établissement: the page exists for none of them.
    for (const role of ROLES) expect((await get(path, role)).status, role).toBe(404);
    const headers = { cookie: cookiesOf(await trySignIn(site, RESEAU_E2E.superviseur)) };
    const own = await fetch(`${site.url}${path}`, { headers, redirect: "manual" });
    expect(own.status).toBe(200);
    const body = await own.text();
    for (const name of [...CANARIES, OWN.name, OWN.uai]) expect(body).not.toContain(name);
  });
});

describe("Chaque action d'un établissement", () => {
  const REFUSED = /Cette page n'existe pas|Votre rôle dans cet établissement|Connectez-vous/;

  it.each(ACTIONS)("$name", async (action) => {
    for (const at of [undefined, "/connexion", "/connexion-x", `/x.png/${OWN.uai}`]) {
      const answer = await call(action, OWN.uai, null, at);
      const body = await answer.text();
      expect(answer.status, `personne, ${at}`).not.toBe(500);
      expect(body).not.toMatch(/"status":"success"/);
      // The script of a page hears that the session is over, and nothing else: it keeps what was typed.
      if (at !== "/connexion") expect([answer.status, body]).toEqual([401, SESSION_OVER]);
    }
    // Beside the routes that ask by themselves: no action is run where nothing asks.
    for (const [at, status] of [
      ["/api/v3/corrections-x", 404],
      ["/api/v3/dossiers-apprenants/x/y", 404],
      [`/api/imports/x/${OWN.uai}`, 401],
    ] as const) {
      const answer = await call(action, OWN.uai, null, at);
      expect([at, answer.status, await answer.text()]).toEqual([at, status, expect.not.stringContaining("message")]);
    }
    for (const role of ROLES) {
      const foreign = await call(action, FOREIGN.uai, role, fill(action.page, OWN.uai));
      expect(await foreign.text(), `${role} ailleurs`).toMatch(REFUSED);
      if (!hasPermission(role, action.permission)) {
        const own = await call(action, OWN.uai, role);
        expect(await own.text(), `${role} chez soi`).toMatch(REFUSED);
      }
    }
  });
});
