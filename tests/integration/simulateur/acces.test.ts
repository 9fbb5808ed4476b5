import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BASE } from "@/tests/fixtures/vecteurs";
import { CLE, demarrer, type SimulateurDeTest } from "./simulateur-de-test";

let tba: SimulateurDeTest;
beforeEach(async () => {
  tba = await demarrer({ TBA_SIMULATEUR_COUPLES_INCONNUS: "0111111A:11111111111111" });
});
afterEach(() => tba.fermer());

const TEST = "/api/v3/dossiers-apprenants/test";

/** So many calls, a few at a time, and the status of each. */
async function enchainer(nombre: number, appeler: () => Promise<Response>): Promise<number[]> {
  const statuts: number[] = [];
  await Promise.all(
    Array.from({ length: 10 }, async () => {
      while (statuts.length < nombre) {
        const rang = statuts.push(0) - 1;
        const reponse = await appeler();
        statuts[rang] = reponse.status;
        await reponse.arrayBuffer();
      }
    }),
  );
  return statuts;
}

describe("La clé du TBA simulé", () => {
  it.each([
    ["", "Clé API manquante"],
    [`Basic ${CLE}`, "La clé API doit etre au format Bearer"],
    ["Bearer inconnue", "La clé API n'est pas valide"],
  ])("est refusée avec l'en-tête « %s »", async (authorization, message) => {
    const reponse = await tba.poster("[]", { authorization });
    expect(reponse.status).toBe(403);
    expect(await reponse.json()).toEqual({ error: "Forbidden", message });
    expect(await tba.client.transmettre("inconnue", [])).toEqual({ genre: "cle-refusee" });
  });

  it("s'essaie sans rien transmettre", async () => {
    expect(await tba.client.testerCle(CLE)).toEqual({ genre: "acceptee" });
    expect(await tba.client.testerCle("inconnue")).toEqual({ genre: "refusee" });
    expect(await (await tba.poster("", {}, TEST)).json()).toEqual({ msg: "ok" });
    expect(await tba.effectifs()).toEqual([]);
  });

  it.each(["clé", "deux mots", "ligne\r\nX-Autre: 1", ""])("est refusée sans appel quand c'est %j", async (cle) => {
    expect(await tba.client.testerCle(cle)).toEqual({ genre: "refusee" });
    expect(await tba.client.transmettre(cle, [JSON.stringify(BASE)])).toEqual({ genre: "cle-refusee" });
    expect(await (await fetch(`${tba.url}/_simulateur/appels`)).json()).toEqual([]);
  });

  it("marche de nouveau jusqu'à 300 essais ratés, puis plus : 429 avec le temps d'attente", async () => {
    const rate = () => tba.poster("[]", { authorization: "Bearer inconnue" });
    expect(await enchainer(299, rate)).toEqual(Array(299).fill(403));
    expect((await tba.poster("[]")).status).toBe(200);
    expect(await enchainer(300, rate)).toEqual(Array(300).fill(403));
    const bloque = await tba.poster("[]");
    expect(bloque.status).toBe(429);
    expect(await bloque.json()).toEqual({
      error: "Too Many Requests",
      message: "Trop de requêtes, veuillez réessayer plus tard.",
    });
    const attente = Number(bloque.headers.get("retry-after"));
    expect(attente).toBeGreaterThan(0);
    expect(attente).toBeLessThanOrEqual(60);
    expect(bloque.headers.get("ratelimit-limit")).toBe("300");
    expect(bloque.headers.get("ratelimit-remaining")).toBe("0");
    expect(bloque.headers.get("ratelimit-reset")).toBe(String(attente));
    expect(bloque.headers.get("ratelimit-policy")).toBe("300;w=60");
    expect(await tba.client.transmettre(CLE, [])).toEqual({ genre: "trop-de-requetes", attendreSecondes: attente });
  });

  it("sert 3 000 appels par minute", async () => {
    const statuts = await enchainer(3001, () => tba.poster("", {}, TEST));
    expect(statuts.filter((statut) => statut === 200)).toHaveLength(3000);
    expect(statuts.filter((statut) => statut === 429)).toHaveLength(1);
    expect((await tba.poster("", {}, TEST)).headers.get("ratelimit-policy")).toBe("3000;w=60");
    expect(await tba.client.testerCle(CLE)).toMatchObject({ genre: "injoignable" });
  });
});

describe("La recherche d'un organisme", () => {
  const ROUTE = "/api/v1/organismes/get-by-uai-siret";
  const chercher = async (corps: unknown) => {
    const reponse = await tba.poster(JSON.stringify(corps), { authorization: "" }, ROUTE);
    return { statut: reponse.status, corps: await reponse.json() };
  };

  it("trouve un couple connu, sans clé", async () => {
    const { statut, corps } = await chercher({ uai: "0352660B", siret: "77764444100018" });
    expect(statut).toBe(200);
    expect(Object.keys(corps as object).sort()).toEqual(
      ["_id", "adresse", "enseigne", "ferme", "nature", "raison_sociale", "siret", "uai"].sort(),
    );
    expect(await tba.client.chercherOrganisme("0352660B", "77764444100018")).toMatchObject({
      genre: "connu",
      organisme: { uai: "0352660B", siret: "77764444100018", ferme: false },
    });
  });

  it("ne trouve pas un couple inconnu", async () => {
    const inconnu = {
      statut: 400,
      corps: { error: "Bad Request", message: "Aucun organisme trouvé" },
    };
    expect(await chercher({ uai: "0111111A", siret: "11111111111111" })).toEqual(inconnu);
    expect(await chercher({ uai: null, siret: "77764444100018" })).toEqual(inconnu);
    expect(await tba.client.chercherOrganisme("0111111A", "11111111111111")).toEqual({ genre: "inconnu" });
    expect(await tba.client.chercherOrganisme(null, "77764444100018")).toEqual({ genre: "inconnu" });
  });

  it("refuse une demande mal faite, champ par champ", async () => {
    expect(await chercher({ uai: 1, siret: "1", de: "trop" })).toEqual({
      statut: 400,
      corps: {
        error: "Bad Request",
        message: "Erreur de validation",
        details: "String attendu",
        issues: [
          { code: "invalid_type", expected: "string", received: "number", path: ["uai"], message: "String attendu" },
          {
            code: "unrecognized_keys",
            keys: ["de"],
            path: [],
            message: "Unrecognized key(s) in object: 'de'",
          },
        ],
      },
    });
    expect(await chercher([])).toMatchObject({ statut: 400, corps: { details: "Object attendu" } });
  });

  it("est limitée à 300 appels par minute", async () => {
    const statuts = await enchainer(301, () => tba.poster("{}", {}, ROUTE));
    expect(statuts.filter((statut) => statut === 429)).toHaveLength(1);
    expect(await tba.client.chercherOrganisme("0352660B", "77764444100018")).toMatchObject({ genre: "injoignable" });
  });
});
