import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { BASE } from "@/tests/fixtures/vectors";
import { KEY, type SimulatorUnderTest, start } from "./simulator-under-test";

let tba: SimulatorUnderTest;
beforeEach(async () => {
  // The TBA counts by the minute: here it does not end.
  vi.useFakeTimers({ toFake: ["Date"] });
  tba = await start({ TBA_SIMULATEUR_COUPLES_INCONNUS: "0111111A:11111111111111" });
});
afterEach(async () => {
  vi.useRealTimers();
  await tba.close();
});

const TEST = "/api/v3/dossiers-apprenants/test";

/** So many calls, a few at a time, and the status of each. */
async function chain(count: number, call: () => Promise<Response>): Promise<number[]> {
  const statuts: number[] = [];
  await Promise.all(
    Array.from({ length: 10 }, async () => {
      while (statuts.length < count) {
        const rank = statuts.push(0) - 1;
        const response = await call();
        statuts[rank] = response.status;
        await response.arrayBuffer();
      }
    }),
  );
  return statuts;
}

describe("La clé du TBA simulé", () => {
  it.each([
    ["", "Clé API manquante"],
    [`Basic ${KEY}`, "La clé API doit etre au format Bearer"],
    ["Bearer inconnue", "La clé API n'est pas valide"],
  ])("est refusée avec l'en-tête « %s »", async (authorization, message) => {
    const response = await tba.post("[]", { authorization });
    expect(response.status).toBe(403);
    expect(await response.json()).toEqual({ error: "Forbidden", message });
    expect(await tba.client.transmit("unknown", [])).toEqual({ kind: "key-refused" });
  });

  it("s'essaie sans rien transmettre", async () => {
    expect(await tba.client.testKey(KEY)).toEqual({ kind: "accepted" });
    expect(await tba.client.testKey("unknown")).toEqual({ kind: "refused" });
    expect(await (await tba.post("", {}, TEST)).json()).toEqual({ msg: "ok" });
    expect(await tba.enrolments()).toEqual([]);
  });

  it.each(["clé", "deux mots", "ligne\r\nX-Autre: 1", ""])("est refusée sans appel quand c'est %j", async (key) => {
    expect(await tba.client.testKey(key)).toEqual({ kind: "refused" });
    expect(await tba.client.transmit(key, [JSON.stringify(BASE)])).toEqual({ kind: "key-refused" });
    expect(await (await fetch(`${tba.url}/_simulateur/appels`)).json()).toEqual([]);
  });

  it("marche de nouveau jusqu'à 300 essais ratés, puis plus : 429 avec le temps d'attente", async () => {
    const failed = () => tba.post("[]", { authorization: "Bearer inconnue" });
    expect(await chain(299, failed)).toEqual(Array(299).fill(403));
    expect((await tba.post("[]")).status).toBe(200);
    expect(await chain(300, failed)).toEqual(Array(300).fill(403));
    const blocked = await tba.post("[]");
    expect(blocked.status).toBe(429);
    expect(await blocked.json()).toEqual({
      error: "Too Many Requests",
      message: "Trop de requêtes, veuillez réessayer plus tard.",
    });
    expect(blocked.headers.get("retry-after")).toBe("60");
    expect(blocked.headers.get("ratelimit-limit")).toBe("300");
    expect(blocked.headers.get("ratelimit-remaining")).toBe("0");
    expect(blocked.headers.get("ratelimit-reset")).toBe("60");
    expect(blocked.headers.get("ratelimit-policy")).toBe("300;w=60");
    expect(await tba.client.transmit(KEY, [])).toEqual({ kind: "too-many-requests", waitSeconds: 60 });
  });

  it("sert 3 000 appels par minute", async () => {
    const statuts = await chain(3001, () => tba.post("", {}, TEST));
    expect(statuts.filter((statut) => statut === 200)).toHaveLength(3000);
    expect(statuts.filter((statut) => statut === 429)).toHaveLength(1);
    expect((await tba.post("", {}, TEST)).headers.get("ratelimit-policy")).toBe("3000;w=60");
    expect(await tba.client.testKey(KEY)).toMatchObject({ kind: "unreachable" });
  });
});

describe("La recherche d'un organisme", () => {
  const ROUTE = "/api/v1/organismes/get-by-uai-siret";
  const search = async (body: unknown) => {
    const response = await tba.post(JSON.stringify(body), { authorization: "" }, ROUTE);
    return { statut: response.status, body: await response.json() };
  };

  it("trouve un couple connu, sans clé", async () => {
    const { statut, body } = await search({ uai: "0352660B", siret: "77764444100018" });
    expect(statut).toBe(200);
    expect(Object.keys(body as object).sort()).toEqual(
      ["_id", "adresse", "enseigne", "ferme", "nature", "raison_sociale", "siret", "uai"].sort(),
    );
    expect(await tba.client.findOrganisme("0352660B", "77764444100018")).toMatchObject({
      kind: "known",
      organisme: { uai: "0352660B", siret: "77764444100018", closed: false },
    });
  });

  it("ne trouve pas un couple inconnu", async () => {
    const unknown = {
      statut: 400,
      body: { error: "Bad Request", message: "Aucun organisme trouvé" },
    };
    expect(await search({ uai: "0111111A", siret: "11111111111111" })).toEqual(unknown);
    expect(await search({ uai: null, siret: "77764444100018" })).toEqual(unknown);
    expect(await tba.client.findOrganisme("0111111A", "11111111111111")).toEqual({ kind: "unknown" });
    expect(await tba.client.findOrganisme(null, "77764444100018")).toEqual({ kind: "unknown" });
  });

  it("refuse une demande mal faite, champ par champ", async () => {
    expect(await search({ uai: 1, siret: "1", of: "trop" })).toEqual({
      statut: 400,
      body: {
        error: "Bad Request",
        message: "Erreur de validation",
        details: "String attendu",
        issues: [
          { code: "invalid_type", expected: "string", received: "number", path: ["uai"], message: "String attendu" },
          {
            code: "unrecognized_keys",
            keys: ["of"],
            path: [],
            message: "Unrecognized key(s) in object: 'of'",
          },
        ],
      },
    });
    expect(await search([])).toMatchObject({ statut: 400, body: { details: "Object attendu" } });
  });

  it("est limitée à 300 appels par minute", async () => {
    const statuts = await chain(301, () => tba.post("{}", {}, ROUTE));
    expect(statuts.filter((statut) => statut === 429)).toHaveLength(1);
    expect(await tba.client.findOrganisme("0352660B", "77764444100018")).toMatchObject({ kind: "unreachable" });
  });
});
