import { setImmediate as nextTurn } from "node:timers/promises";
import { beforeAll, describe, expect, inject, it, vi } from "vitest";
import { cfaE2e } from "@/tests/e2e/cfas";
import { recordFigures } from "./figures";
import { HOSTILE_FILES } from "./hostile-files";
import { sendBody } from "./send-body";
import { isAlive, MAX_MB, peakMemory, signInOver, siteAt } from "./site";
import { watchHealth } from "./watch-health";

const MB = 1024 * 1024;
/** What may sit in the sockets of both ends when nobody reads. */
const IN_FLIGHT = 8 * MB;

/** Only ends a test that hangs. */
const LATE = { timeout: 120_000, interval: 100 };

const CSV = Buffer.from("nom;prénom;date de naissance\nMartin;Léa;29/02/2004\n");
const TOO_BIG = `Ce fichier pèse plus de ${MAX_MB} Mo : la limite est de ${MAX_MB} Mo.`;

const site = siteAt(inject("site"));
/** What the server may hold at most, whatever it is sent, in megabytes. */
const MAX_MEMORY = 1500;
/** `npm test` leaves out the files that take their whole minute; `npm run test:walls` has them all. */
const LONG = process.env.WALLS === "long";
let gestionnaire: string;
let lecteur: string;
beforeAll(async () => {
  gestionnaire = await signInOver(site, 0, "gestionnaire");
  lecteur = await signInOver(site, 0, "lecteur");
}, 600_000);

const address = (rank = 0) => `${site.url}/api/imports/${cfaE2e(rank).uai}`;
const page = (cookie: string) => ({ cookie, origin: site.url, accept: "application/json" });

function postFile(name: string, bytes: Uint8Array, headers: Record<string, string>, rank = 0) {
  const data = new FormData();
  data.set("fichier", new Blob([bytes.slice()]), name);
  return fetch(address(rank), { method: "POST", body: data, headers, redirect: "manual" });
}

/** The page of an import, once its file is read; its text as a person reads it. */
async function pageOnceRead(location: string): Promise<string> {
  const headers = { cookie: gestionnaire };
  await vi.waitUntil(async () => {
    const standing = await fetch(`${site.url}${location}/progression?instantane=oui`, { headers });
    const { state } = await standing.json();
    return state !== "received" && state !== "reading";
  }, LATE);
  const shown = await fetch(`${site.url}${location}`, { headers });
  return (await shown.text()).replaceAll("&#x27;", "'").replaceAll("&quot;", '"');
}

/** The sentence of a refused import on its page; null when it is not refused. */
const refusalOn = (html: string) => /n'est pas importé<\/p><div[^>]*>([^<]*)</.exec(html)?.[1] ?? null;

describe("L'adresse qui reçoit les fichiers", () => {
  it.each([
    ["personne", 401, () => page("")],
    ["un lecteur", 403, () => page(lecteur)],
    ["une page d'un autre site", 403, () => ({ ...page(gestionnaire), origin: "https://ailleurs.example" })],
    [
      "une page d'un autre site, qui se dit de celui-ci",
      403,
      () => ({ ...page(gestionnaire), origin: "https://ailleurs.example", "sec-fetch-site": "same-origin" }),
    ],
    ["une page d'un site voisin", 403, () => ({ ...page(gestionnaire), "sec-fetch-site": "same-site" })],
  ])("ne lit rien de ce qu'envoie %s", async (_who, status, headers) => {
    const small = await postFile("a.csv", CSV, headers());
    expect(small.status).toBe(status);
    const sent = await sendBody(address(), headers(), 200 * MB);
    expect([0, status]).toContain(sent.status);
    expect(sent.sentBytes).toBeLessThan(IN_FLIGHT);
    expect(site.temporaryFiles()).toEqual([]);
  });

  it("ne lit rien de ce qu'une personne envoie dans l'établissement d'un autre", async () => {
    expect((await postFile("a.csv", CSV, page(gestionnaire), 1)).status).toBe(404);
    const sent = await sendBody(address(1), page(gestionnaire), 200 * MB);
    expect([0, 404]).toContain(sent.status);
    expect(sent.sentBytes).toBeLessThan(IN_FLIGHT);
  });

  it("cesse de recevoir un fichier dès qu'il passe la limite, annoncé ou non", async () => {
    const over = await postFile("gros.csv", Buffer.alloc(MAX_MB * MB + 1, "a"), page(gestionnaire));
    expect(over.status).toBe(400);
    expect((await over.json()).detail).toBe(`Ce fichier pèse ${MAX_MB},1 Mo : la limite est de ${MAX_MB} Mo.`);
    const streamed = await sendBody(address(), page(gestionnaire), 200 * MB);
    expect([0, 400]).toContain(streamed.status);
    if (streamed.body !== "") expect(JSON.parse(streamed.body).detail).toBe(TOO_BIG);
    expect(streamed.sentBytes).toBeLessThan(MAX_MB * MB + IN_FLIGHT);
    const length = String(200 * MB);
    const announced = await sendBody(address(), { ...page(gestionnaire), "content-length": length }, 200 * MB);
    expect([0, 400]).toContain(announced.status);
    expect(announced.sentBytes).toBeLessThan(IN_FLIGHT);
    expect(site.temporaryFiles()).toEqual([]);
  });

  it("prend un fichier qui pèse juste la limite", async () => {
    const start = "nom;prénom;date de naissance;note\nMartin;Léa;29/02/2004;\n";
    const filler = `;;;${"a".repeat(9_996)}\n`.repeat((MAX_MB * MB) / 10_000);
    const exact = Buffer.from(`${start}${filler}`.padEnd(MAX_MB * MB - 1, "\n")).subarray(0, MAX_MB * MB);
    expect(exact.length).toBe(MAX_MB * MB);
    const taken = await postFile("juste.csv", exact, page(gestionnaire));
    expect(taken.status).toBe(200);
    await pageOnceRead((await taken.json()).location);
  });

  it("seize envois anonymes de 55 Mo, sur la page et sur l'adresse, ne prennent pas la mémoire du serveur", async () => {
    const before = peakMemory(site);
    const targets = [address(), `${site.url}/${cfaE2e(0).uai}/imports`];
    await Promise.all(
      Array.from({ length: 16 }, (_, i) =>
        sendBody(targets[i % 2] ?? "", { origin: site.url }, 55 * MB).catch(() => null),
      ),
    );
    const after = peakMemory(site);
    if (before !== null && after !== null) expect(after - before).toBeLessThan(150);
    recordFigures(site, { attacks: 16, answers: 16 });
    expect((await fetch(`${site.url}/api/sante`)).status).toBe(200);
  });

  it("sans script, mène à la page de l'import, qui dit ce qu'il devient, ou ramène à la page avec la phrase du refus", async () => {
    const form = { cookie: gestionnaire, origin: site.url, accept: "text/html" };
    const refused = await postFile("vide.csv", Buffer.alloc(0), form);
    expect(refused.status).toBe(303);
    expect(refused.headers.get("location")).toBe(`/${cfaE2e(0).uai}/imports?refus=oui`);
    const flash = refused.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    const shown = await fetch(`${site.url}/${cfaE2e(0).uai}/imports?refus=oui`, {
      headers: { cookie: `${gestionnaire}; ${flash}` },
    });
    expect(await shown.text()).toContain("Ce fichier est vide");
    const useless = await postFile("a.csv", Buffer.from("couleur;taille\nbleu;12\n"), form);
    expect(await pageOnceRead(useless.headers.get("location") ?? "")).toContain("Aucune colonne de ce fichier");
    const taken = await postFile("a.csv", CSV, form);
    expect(taken.status).toBe(303);
    expect(taken.headers.get("location")).toMatch(/\/imports\/[0-9a-f-]{36}$/);
    expect(await pageOnceRead(taken.headers.get("location") ?? "")).toContain("pas de colonne");
    expect(site.temporaryFiles()).toEqual([]);
  });
});

const FILES = HOSTILE_FILES.filter(({ big, heavy }) => big !== true && (LONG || heavy !== true));

describe("Un fichier fait pour nuire", () => {
  it.each(FILES)("$title", async ({ name, bytes, says }) => {
    const made = bytes();
    // Making it may take longer than the site keeps a connection that says nothing: that it was closed is heard before it is used again.
    await nextTurn();
    const health = watchHealth(site);
    const response = await postFile(name, made, page(gestionnaire));
    const answer = await response.json();
    const said = "location" in answer ? refusalOn(await pageOnceRead(answer.location)) : answer.detail;
    const { asked, failures, slowest } = await health.stop();
    recordFigures(site, { attacks: 1, answers: 1, probes: asked, slowest });
    if (says === null) expect(said).toBeNull();
    else expect(said).toMatch(says);
    expect(failures).toBe(0);
    expect(isAlive(site)).toBe(true);
    expect(peakMemory(site) ?? 0).toBeLessThan(MAX_MEMORY);
    expect(site.temporaryFiles()).toEqual([]);
  });
});
