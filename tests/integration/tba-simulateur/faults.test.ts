import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createTbaClient, type TbaClient } from "@/lib/tba/client";
import { EMPTY_ANSWER, OTHER_ANSWER, UNREADABLE_ANSWER } from "@/lib/tba/reasons";
import { BASE } from "@/tests/fixtures/vectors";
import { KEY, type SimulatorUnderTest, start } from "./simulator-under-test";

let tba: SimulatorUnderTest;
/** Gives up soon: only for the faults that a call never sees the end of. */
let hurried: TbaClient;
beforeAll(async () => {
  tba = await start({ TBA_SIMULATEUR_CLES: `${KEY},autre` });
  hurried = createTbaClient({ baseUrl: `${tba.url}/api`, timeouts: { headers: 2000, body: 500 } });
});
afterAll(async () => {
  await hurried.close();
  await tba.close();
});
beforeEach(() => tba.drain());

const DOSSIERS = ["a", "b", "c"].map((id) => JSON.stringify({ ...BASE, id_erp_apprenant: id }));
const transmit = (key = KEY, dossiers = DOSSIERS) => tba.client.transmit(key, dossiers);
const kind = async (key = KEY, dossiers = DOSSIERS) => (await transmit(key, dossiers)).kind;
const ranks = async () => (await tba.enrolments()).length;
const pending = async () => (await fetch(`${tba.url}/_simulateur/pannes`)).json();
const calls = async () => (await fetch(`${tba.url}/_simulateur/appels`)).json();
const unavailable = (httpStatus: number | null, reason: unknown) => ({ kind: "unavailable", httpStatus, reason });

/** Only ends a test that hangs. */
const LATE = { timeout: 120_000 };

const CUT = "La connexion au TBA a été coupée.";
const TOO_LATE = "Le TBA n'a pas répondu à temps.";

const ENDLESS = ["jamais", "goutte", "lent", "retenu"];

describe("Une panne du TBA, vue du client", () => {
  it.each([
    ["une page d'erreur 502", { type: "statut", statut: 502 }, unavailable(502, "Le TBA est en panne (502)."), 0],
    [
      "une erreur 500 en JSON",
      { type: "statut", statut: 500, corps: { error: "x" } },
      unavailable(500, "Le TBA est en panne (500)."),
      0,
    ],
    [
      "une page d'entretien qui répond 200",
      { type: "statut", statut: 200, corps: "<html>Maintenance</html>" },
      unavailable(200, UNREADABLE_ANSWER),
      0,
    ],
    [
      "une redirection",
      { type: "statut", statut: 302 },
      unavailable(302, "Le TBA a répondu de façon inattendue (302)."),
      0,
    ],
    ["un 429 avec attente", { type: "429", retryAfter: 30 }, { kind: "too-many-requests", waitSeconds: 30 }, 0],
    ["un 429 sans attente", { type: "429" }, { kind: "too-many-requests", waitSeconds: null }, 0],
    [
      "un 429 avec une date passée",
      { type: "429", retryAfter: "Wed, 21 Oct 2015 07:28:00 GMT" },
      { kind: "too-many-requests", waitSeconds: 0 },
      0,
    ],
    ["une coupure avant lecture", { type: "reset-avant" }, unavailable(null, CUT), 0],
    ["une coupure pendant la réponse", { type: "reset-pendant" }, unavailable(200, CUT), 3],
    ["une coupure après traitement", { type: "reset-apres" }, unavailable(null, CUT), 3],
    ["aucune réponse", { type: "jamais" }, unavailable(null, TOO_LATE), 0],
    ["un octet par seconde", { type: "goutte" }, unavailable(200, TOO_LATE), 3],
    ["une réponse trop lente", { type: "lent", millisecondes: 60_000 }, unavailable(null, TOO_LATE), 3],
    ["une réponse retenue", { type: "retenu" }, unavailable(null, TOO_LATE), 3],
    ["un JSON tronqué", { type: "json-tronque" }, unavailable(200, UNREADABLE_ANSWER), 3],
    ["une réponse vide", { type: "vide" }, unavailable(200, EMPTY_ANSWER), 0],
    ["une réponse pour d'autres dossiers", { type: "autres-dossiers" }, unavailable(200, OTHER_ANSWER), 0],
    [
      "une autre année scolaire",
      { type: "autres-dossiers", variante: "autre-annee" },
      unavailable(200, OTHER_ANSWER),
      0,
    ],
    ["un dossier de moins", { type: "autres-dossiers", variante: "moins" }, unavailable(200, OTHER_ANSWER), 0],
    ["un dossier de plus", { type: "autres-dossiers", variante: "plus" }, unavailable(200, OTHER_ANSWER), 0],
    [
      "les dossiers dans le désordre",
      { type: "autres-dossiers", variante: "desordre" },
      unavailable(200, OTHER_ANSWER),
      0,
    ],
    ["un 403", { type: "403" }, { kind: "key-refused" }, 0],
    ["un 413", { type: "413" }, { kind: "too-big" }, 0],
  ])("%s", async (_name, panne, expected, storedDuringFault) => {
    expect((await tba.faults(panne)).status).toBe(200);
    const client = ENDLESS.includes(panne.type) ? hurried : tba.client;
    expect(await client.transmit(KEY, DOSSIERS)).toEqual(expected);
    expect(await calls(), "un appel, sans nouvel essai").toHaveLength(1);
    expect(await ranks()).toBe(storedDuringFault);
    expect(await pending()).toEqual([]);
    expect(await kind()).toBe("answer");
    expect(await ranks()).toBe(3);
  });

  it("retient la réponse jusqu'à ce qu'on la libère, clé par clé", async () => {
    await tba.faults({ type: "retenu", cle: KEY }, { type: "retenu", cle: "autre" });
    const [mine, other] = [transmit(), transmit("autre")];
    await vi.waitFor(async () => expect(await calls()).toMatchObject([{ panne: "retenu" }, { panne: "retenu" }]), LATE);
    expect(await ranks(), "les dossiers sont pris").toBe(6);
    await fetch(`${tba.url}/_simulateur/pannes?cle=${KEY}`, { method: "DELETE" });
    expect(await mine).toMatchObject({ kind: "answer" });
    expect((await calls()).map(({ statut }: { statut: unknown }) => statut).sort()).toEqual([200, null]);
    await fetch(`${tba.url}/_simulateur/pannes`, { method: "DELETE" });
    expect(await other).toMatchObject({ kind: "answer" });
  });

  it("ne retient plus rien quand l'appelant s'en va ou que le simulateur s'arrête", async () => {
    const stopped = await start();
    await stopped.faults({ type: "retenu", nombre: 2 });
    const [leaving, staying] = [1, 2].map(() => createTbaClient({ baseUrl: `${stopped.url}/api` }));
    const held = async () => (await fetch(`${stopped.url}/_simulateur/appels`)).json();
    const gone = leaving?.transmit(KEY, DOSSIERS);
    await vi.waitFor(async () => expect(await held()).toMatchObject([{ panne: "retenu" }]), LATE);
    await leaving?.close();
    expect(await gone).toMatchObject({ kind: "unavailable" });
    const cut = staying?.transmit(KEY, DOSSIERS);
    await vi.waitFor(async () => expect(await held()).toMatchObject([{}, { panne: "retenu", statut: null }]), LATE);
    await stopped.close();
    expect(await cut).toEqual(unavailable(null, CUT));
    await staying?.close();
  });

  it("refuse l'appel entier tant qu'un dossier coupable s'y trouve", async () => {
    await tba.faults({ type: "400-dossier", id_erp_apprenant: "b" });
    expect(await transmit()).toMatchObject({ kind: "request-refused", httpStatus: 400 });
    expect(await kind(KEY, DOSSIERS.slice(1))).toBe("request-refused");
    expect(await kind(KEY, DOSSIERS.slice(0, 1))).toBe("answer");
    expect(await kind(KEY, DOSSIERS.slice(2))).toBe("answer");
    expect(await ranks()).toBe(2);
  });

  it("refuse les appels au-delà d'un nombre de dossiers", async () => {
    await tba.faults({ type: "413", auDela: 2, nombre: null });
    expect(await kind()).toBe("too-big");
    expect(await kind(KEY, DOSSIERS.slice(1))).toBe("answer");
    expect(await kind()).toBe("too-big");
  });

  it("révoque une clé et laisse les autres", async () => {
    await tba.faults({ type: "cle-revoquee", cle: KEY });
    expect(await kind()).toBe("key-refused");
    expect(await tba.client.testKey(KEY)).toEqual({ kind: "refused" });
    expect(await kind("autre")).toBe("answer");
    await fetch(`${tba.url}/_simulateur/pannes`, { method: "DELETE" });
    expect(await kind()).toBe("answer");
  });

  it("suit l'ordre et le nombre annoncés", async () => {
    await tba.faults({ type: "statut", statut: 503, nombre: 2, apres: 1 }, { type: "429" });
    const kinds = [];
    for (let call = 0; call < 5; call++) kinds.push(await kind());
    expect(kinds).toEqual(["answer", "unavailable", "unavailable", "too-many-requests", "answer"]);
  });

  it("un 403 en HTML, d'un pare-feu, ne dit rien de la clé que l'on teste", async () => {
    await tba.faults({ type: "statut", statut: 403, sur: "test" });
    const reason = "Le TBA a répondu de façon inattendue (403).";
    expect(await tba.client.testKey(KEY)).toEqual({ kind: "unreachable", reason });
    expect(await tba.client.testKey(KEY)).toEqual({ kind: "accepted" });
  });

  it("peut ne viser qu'une route ou une clé", async () => {
    await tba.faults({ type: "statut", statut: 500, sur: "test" }, { type: "vide", cle: "autre" });
    expect(await kind()).toBe("answer");
    expect(await tba.client.testKey(KEY)).toEqual({ kind: "unreachable", reason: "Le TBA est en panne (500)." });
    expect(await kind("autre")).toBe("unavailable");
  });

  it("refuse une panne inconnue par une phrase, sans rien garder de la liste", async () => {
    const response = await tba.faults({ type: "vide" }, { type: "inondation" });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ erreur: expect.stringMatching(/^Panne inconnue/) });
    expect(await pending()).toEqual([]);
  });

  it("laisse une trace des appels, sans clé ni nom", async () => {
    await tba.faults({ type: "statut", statut: 503 });
    await transmit();
    await transmit();
    await tba.client.testKey(KEY);
    const text = await (await fetch(`${tba.url}/_simulateur/appels`)).text();
    expect(text).not.toMatch(new RegExp(`${KEY}|Lefèvre`));
    const chemin = "/api/v3/dossiers-apprenants";
    expect(JSON.parse(text)).toMatchObject([
      { methode: "POST", chemin, statut: 503, dossiers: 3, panne: "statut" },
      { methode: "POST", chemin, statut: 200, dossiers: 3, panne: null },
      { methode: "POST", chemin: `${chemin}/test`, statut: 200, dossiers: null, panne: null },
    ]);
  });
});
