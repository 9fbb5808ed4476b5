import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ClientTba, creerClientTba } from "@/lib/tba/client";

type Recu = { methode: string; chemin: string; entetes: IncomingHttpHeaders; octets: Buffer };
type Reponse = { statut: number; entetes: Record<string, string>; corps: string };

let serveur: Server;
let client: ClientTba;
let recus: Recu[];
let reponse: Reponse;

beforeEach(async () => {
  recus = [];
  reponse = { statut: 200, entetes: {}, corps: "" };
  serveur = createServer(async (requete, sortie) => {
    const morceaux: Buffer[] = [];
    for await (const morceau of requete) morceaux.push(morceau);
    recus.push({
      methode: requete.method ?? "",
      chemin: requete.url ?? "",
      entetes: requete.headers,
      octets: Buffer.concat(morceaux),
    });
    sortie.writeHead(reponse.statut, reponse.entetes).end(reponse.corps);
  });
  await new Promise<void>((pret) => serveur.listen(0, "127.0.0.1", pret));
  client = creerClientTba({ urlBase: `http://127.0.0.1:${(serveur.address() as AddressInfo).port}/api/` });
});

afterEach(async () => {
  await client.fermer();
  serveur.closeAllConnections();
  serveur.close();
});

const DOSSIER = '{ "id_erp_apprenant" : "é\\u00e9",\n"annee_scolaire":"2026-2027", "x": 1.0e2}';

describe("Le client du TBA", () => {
  it("envoie les dossiers à l'octet près, dans un tableau, avec la clé", async () => {
    reponse.corps = JSON.stringify({
      status: "OK",
      data: [{ id_erp_apprenant: "éé", annee_scolaire: "2026-2027", validation_errors: [] }, { validation_errors: [] }],
    });
    expect(await client.transmettre("ma-cle", [DOSSIER, "{}"])).toEqual({
      genre: "reponse",
      statutHttp: 200,
      resultats: [{ accepte: true }, { accepte: true }],
    });
    expect(recus).toHaveLength(1);
    expect(recus[0]).toMatchObject({
      methode: "POST",
      chemin: "/api/v3/dossiers-apprenants",
      entetes: { authorization: "Bearer ma-cle", "content-type": "application/json" },
    });
    expect(recus[0]?.octets.equals(Buffer.from(`[${DOSSIER},{}]`))).toBe(true);
  });

  it("ne suit pas une redirection : la clé ne part nulle part ailleurs", async () => {
    reponse = { statut: 307, entetes: { location: "/ailleurs" }, corps: "" };
    expect(await client.transmettre("ma-cle", ["{}"])).toMatchObject({ genre: "indisponible", statutHttp: 307 });
    expect(recus).toHaveLength(1);
  });

  it("cherche un organisme sans envoyer de clé", async () => {
    reponse.corps = JSON.stringify({
      _id: "1",
      uai: "0352660B",
      siret: "77764444100018",
      raison_sociale: "MFR",
      ferme: true,
    });
    expect(await client.chercherOrganisme("0352660B", "77764444100018")).toEqual({
      genre: "connu",
      organisme: { uai: "0352660B", siret: "77764444100018", nom: "MFR", ferme: true },
    });
    expect(recus[0]?.entetes.authorization).toBeUndefined();
    expect(recus[0]?.octets.toString()).toBe('{"uai":"0352660B","siret":"77764444100018"}');
  });

  it("ne prend pas la réponse sur un autre organisme pour la bonne", async () => {
    reponse.corps = JSON.stringify({ uai: "0352660B", siret: "11111111111111" });
    expect(await client.chercherOrganisme("0352660B", "77764444100018")).toMatchObject({ genre: "injoignable" });
  });

  it("ne dit pas une clé acceptée pour n'importe quelle réponse 200", async () => {
    reponse.corps = "<html>Maintenance</html>";
    expect(await client.testerCle("ma-cle")).toEqual({
      genre: "injoignable",
      raison: "La réponse du TBA est illisible.",
    });
  });

  it("n'envoie rien quand un texte n'est pas un dossier", async () => {
    await expect(client.transmettre("ma-cle", ["{"])).rejects.toThrow("un dossier");
    await expect(client.transmettre("ma-cle", ["12"])).rejects.toThrow();
    expect(recus).toEqual([]);
  });

  it("refuse une adresse qui n'est pas celle d'un site", () => {
    expect(() => creerClientTba({ urlBase: "ftp://exemple.fr" })).toThrow("https://");
  });
});
