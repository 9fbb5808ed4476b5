import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { REPONSE_AUTRE, REPONSE_ILLISIBLE, REPONSE_VIDE } from "@/lib/tba/raisons";
import { BASE } from "@/tests/fixtures/vecteurs";
import { CLE, demarrer, type SimulateurDeTest } from "./simulateur-de-test";

let tba: SimulateurDeTest;
beforeAll(async () => {
  tba = await demarrer(
    { TBA_SIMULATEUR_CLES: `${CLE},autre` },
    { connexion: 2000, entetes: 1000, corps: 5000, total: 2500 },
  );
});
afterAll(() => tba.fermer());
beforeEach(() => tba.vider());

const DOSSIERS = ["a", "b", "c"].map((id) => JSON.stringify({ ...BASE, id_erp_apprenant: id }));
const transmettre = (cle = CLE, dossiers = DOSSIERS) => tba.client.transmettre(cle, dossiers);
const genre = async (cle = CLE, dossiers = DOSSIERS) => (await transmettre(cle, dossiers)).genre;
const rangs = async () => (await tba.effectifs()).length;
const enAttente = async () => (await fetch(`${tba.url}/_simulateur/pannes`)).json();
const appels = async () => (await fetch(`${tba.url}/_simulateur/appels`)).json();
const indisponible = (statutHttp: number | null, raison: unknown) => ({ genre: "indisponible", statutHttp, raison });

const COUPEE = "La connexion au TBA a été coupée.";
const PAS_A_TEMPS = "Le TBA n'a pas répondu à temps.";

describe("Une panne du TBA, vue du client", () => {
  it.each([
    ["une page d'erreur 502", { type: "statut", statut: 502 }, indisponible(502, "Le TBA est en panne (502)."), 0],
    [
      "une erreur 500 en JSON",
      { type: "statut", statut: 500, corps: { error: "x" } },
      indisponible(500, "Le TBA est en panne (500)."),
      0,
    ],
    [
      "une page d'entretien qui répond 200",
      { type: "statut", statut: 200, corps: "<html>Maintenance</html>" },
      indisponible(200, REPONSE_ILLISIBLE),
      0,
    ],
    [
      "une redirection",
      { type: "statut", statut: 302 },
      indisponible(302, "Le TBA a répondu de façon inattendue (302)."),
      0,
    ],
    ["un 429 avec attente", { type: "429", retryAfter: 30 }, { genre: "trop-de-requetes", attendreSecondes: 30 }, 0],
    ["un 429 sans attente", { type: "429" }, { genre: "trop-de-requetes", attendreSecondes: null }, 0],
    [
      "un 429 avec une date passée",
      { type: "429", retryAfter: "Wed, 21 Oct 2015 07:28:00 GMT" },
      { genre: "trop-de-requetes", attendreSecondes: 0 },
      0,
    ],
    ["une coupure avant lecture", { type: "reset-avant" }, indisponible(null, COUPEE), 0],
    ["une coupure pendant la réponse", { type: "reset-pendant" }, indisponible(200, COUPEE), 3],
    ["une coupure après traitement", { type: "reset-apres" }, indisponible(null, COUPEE), 3],
    ["aucune réponse", { type: "jamais" }, indisponible(null, PAS_A_TEMPS), 0],
    ["un octet par seconde", { type: "goutte" }, indisponible(200, PAS_A_TEMPS), 3],
    ["une réponse trop lente", { type: "lent", millisecondes: 5000 }, indisponible(null, PAS_A_TEMPS), 3],
    ["un JSON tronqué", { type: "json-tronque" }, indisponible(200, REPONSE_ILLISIBLE), 3],
    ["une réponse vide", { type: "vide" }, indisponible(200, REPONSE_VIDE), 0],
    ["une réponse pour d'autres dossiers", { type: "autres-dossiers" }, indisponible(200, REPONSE_AUTRE), 0],
    [
      "une autre année scolaire",
      { type: "autres-dossiers", variante: "autre-annee" },
      indisponible(200, REPONSE_AUTRE),
      0,
    ],
    ["un dossier de moins", { type: "autres-dossiers", variante: "moins" }, indisponible(200, REPONSE_AUTRE), 0],
    ["un dossier de plus", { type: "autres-dossiers", variante: "plus" }, indisponible(200, REPONSE_AUTRE), 0],
    [
      "les dossiers dans le désordre",
      { type: "autres-dossiers", variante: "desordre" },
      indisponible(200, REPONSE_AUTRE),
      0,
    ],
    ["un 403", { type: "403" }, { genre: "cle-refusee" }, 0],
    ["un 413", { type: "413" }, { genre: "trop-gros" }, 0],
  ])("%s", async (_nom, panne, attendu, rangesPendantLaPanne) => {
    expect((await tba.pannes(panne)).status).toBe(200);
    expect(await transmettre()).toEqual(attendu);
    expect(await appels(), "un appel, sans nouvel essai").toHaveLength(1);
    expect(await rangs()).toBe(rangesPendantLaPanne);
    expect(await enAttente()).toEqual([]);
    expect(await genre()).toBe("reponse");
    expect(await rangs()).toBe(3);
  });

  it("refuse l'appel entier tant qu'un dossier coupable s'y trouve", async () => {
    await tba.pannes({ type: "400-dossier", id_erp_apprenant: "b" });
    expect(await transmettre()).toMatchObject({ genre: "requete-refusee", statutHttp: 400 });
    expect(await genre(CLE, DOSSIERS.slice(1))).toBe("requete-refusee");
    expect(await genre(CLE, DOSSIERS.slice(0, 1))).toBe("reponse");
    expect(await genre(CLE, DOSSIERS.slice(2))).toBe("reponse");
    expect(await rangs()).toBe(2);
  });

  it("refuse les appels au-delà d'un nombre de dossiers", async () => {
    await tba.pannes({ type: "413", auDela: 2, nombre: null });
    expect(await genre()).toBe("trop-gros");
    expect(await genre(CLE, DOSSIERS.slice(1))).toBe("reponse");
    expect(await genre()).toBe("trop-gros");
  });

  it("révoque une clé et laisse les autres", async () => {
    await tba.pannes({ type: "cle-revoquee", cle: CLE });
    expect(await genre()).toBe("cle-refusee");
    expect(await tba.client.testerCle(CLE)).toEqual({ genre: "refusee" });
    expect(await genre("autre")).toBe("reponse");
    await fetch(`${tba.url}/_simulateur/pannes`, { method: "DELETE" });
    expect(await genre()).toBe("reponse");
  });

  it("suit l'ordre et le nombre annoncés", async () => {
    await tba.pannes({ type: "statut", statut: 503, nombre: 2, apres: 1 }, { type: "429" });
    const genres = [];
    for (let appel = 0; appel < 5; appel++) genres.push(await genre());
    expect(genres).toEqual(["reponse", "indisponible", "indisponible", "trop-de-requetes", "reponse"]);
  });

  it("peut ne viser qu'une route ou une clé", async () => {
    await tba.pannes({ type: "statut", statut: 500, sur: "test" }, { type: "vide", cle: "autre" });
    expect(await genre()).toBe("reponse");
    expect(await tba.client.testerCle(CLE)).toEqual({ genre: "injoignable", raison: "Le TBA est en panne (500)." });
    expect(await genre("autre")).toBe("indisponible");
  });

  it("refuse une panne inconnue par une phrase, sans rien garder de la liste", async () => {
    const reponse = await tba.pannes({ type: "vide" }, { type: "inondation" });
    expect(reponse.status).toBe(400);
    expect(await reponse.json()).toEqual({ erreur: expect.stringMatching(/^Panne inconnue/) });
    expect(await enAttente()).toEqual([]);
  });

  it("laisse une trace des appels, sans clé ni nom", async () => {
    await tba.pannes({ type: "statut", statut: 503 });
    await transmettre();
    await transmettre();
    await tba.client.testerCle(CLE);
    const texte = await (await fetch(`${tba.url}/_simulateur/appels`)).text();
    expect(texte).not.toMatch(new RegExp(`${CLE}|Lefèvre`));
    const chemin = "/api/v3/dossiers-apprenants";
    expect(JSON.parse(texte)).toMatchObject([
      { methode: "POST", chemin, statut: 503, dossiers: 3, panne: "statut" },
      { methode: "POST", chemin, statut: 200, dossiers: 3, panne: null },
      { methode: "POST", chemin: `${chemin}/test`, statut: 200, dossiers: null, panne: null },
    ]);
  });
});
