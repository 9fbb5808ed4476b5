import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTbaClient, type TbaClient } from "@/lib/tba/client";

type Received = { method: string; path: string; headers: IncomingHttpHeaders; bytes: Buffer };
type SimulatedResponse = { statut: number; headers: Record<string, string>; body: string };

let server: Server;
let client: TbaClient;
let received: Received[];
let response: SimulatedResponse;

beforeEach(async () => {
  received = [];
  response = { statut: 200, headers: {}, body: "" };
  server = createServer(async (query, output) => {
    const chunks: Buffer[] = [];
    for await (const chunk of query) chunks.push(chunk);
    received.push({
      method: query.method ?? "",
      path: query.url ?? "",
      headers: query.headers,
      bytes: Buffer.concat(chunks),
    });
    output.writeHead(response.statut, response.headers).end(response.body);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  client = createTbaClient({ baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/` });
});

afterEach(async () => {
  await client.close();
  server.closeAllConnections();
  server.close();
});

const DOSSIER = '{ "id_erp_apprenant" : "é\\u00e9",\n"annee_scolaire":"2026-2027", "x": 1.0e2}';

describe("Le client du TBA", () => {
  it("envoie les dossiers à l'octet près, dans un tableau, avec la clé", async () => {
    response.body = JSON.stringify({
      status: "OK",
      data: [{ id_erp_apprenant: "éé", annee_scolaire: "2026-2027", validation_errors: [] }, { validation_errors: [] }],
    });
    expect(await client.transmit("ma-cle", [DOSSIER, "{}"])).toEqual({
      kind: "answer",
      httpStatus: 200,
      results: [{ accepted: true }, { accepted: true }],
    });
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({
      method: "POST",
      path: "/api/v3/dossiers-apprenants",
      headers: { authorization: "Bearer ma-cle", "content-type": "application/json" },
    });
    expect(received[0]?.bytes.equals(Buffer.from(`[${DOSSIER},{}]`))).toBe(true);
  });

  it("ne suit pas une redirection : la clé ne part nulle part ailleurs", async () => {
    response = { statut: 307, headers: { location: "/ailleurs" }, body: "" };
    expect(await client.transmit("ma-cle", ["{}"])).toMatchObject({ kind: "unavailable", httpStatus: 307 });
    expect(received).toHaveLength(1);
  });

  it("cherche un organisme sans envoyer de clé", async () => {
    response.body = JSON.stringify({
      _id: "1",
      uai: "0352660B",
      siret: "77764444100018",
      raison_sociale: "MFR",
      ferme: true,
    });
    expect(await client.findOrganisme("0352660B", "77764444100018")).toEqual({
      kind: "known",
      organisme: { uai: "0352660B", siret: "77764444100018", name: "MFR", closed: true },
    });
    expect(received[0]?.headers.authorization).toBeUndefined();
    expect(received[0]?.bytes.toString()).toBe('{"uai":"0352660B","siret":"77764444100018"}');
  });

  it("ne prend pas la réponse sur un autre organisme pour la bonne", async () => {
    response.body = JSON.stringify({ uai: "0352660B", siret: "11111111111111" });
    expect(await client.findOrganisme("0352660B", "77764444100018")).toMatchObject({ kind: "unreachable" });
  });

  it("ne dit pas une clé acceptée pour n'importe quelle réponse 200", async () => {
    response.body = "<html>Maintenance</html>";
    expect(await client.testKey("ma-cle")).toEqual({
      kind: "unreachable",
      reason: "La réponse du TBA est illisible.",
    });
  });

  it("dit une clé acceptée de la réponse du TBA, et de rien d'autre", async () => {
    response.body = JSON.stringify({ msg: "ok" });
    expect(await client.testKey("ma-cle")).toEqual({ kind: "accepted" });
    response.statut = 500;
    expect(await client.testKey("ma-cle")).toEqual({ kind: "unreachable", reason: "Le TBA est en panne (500)." });
    response.statut = 404;
    expect(await client.testKey("ma-cle")).toMatchObject({ reason: "Le TBA a répondu de façon inattendue (404)." });
  });

  it("ne prend pas ce que dit une panne pour un organisme", async () => {
    response = { statut: 500, headers: {}, body: JSON.stringify({ uai: "0352660B", siret: "77764444100018" }) };
    expect(await client.findOrganisme("0352660B", "77764444100018")).toMatchObject({ kind: "unreachable" });
  });

  it("n'envoie rien quand un texte n'est pas un dossier", async () => {
    await expect(client.transmit("ma-cle", ["{"])).rejects.toThrow("un dossier");
    await expect(client.transmit("ma-cle", ["12"])).rejects.toThrow();
    expect(received).toEqual([]);
  });

  it("refuse une adresse qui n'est pas celle d'un site", () => {
    expect(() => createTbaClient({ baseUrl: "ftp://exemple.fr" })).toThrow("https://");
  });
});
