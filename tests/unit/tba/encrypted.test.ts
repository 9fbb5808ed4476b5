import { readFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { createServer } from "node:https";
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from "node:net";
import { Agent } from "undici";
import { afterEach, describe, expect, it } from "vitest";
import { createTbaClient } from "@/lib/tba/client";

const pem = (name: string) => readFileSync(`tests/fixtures/certificates/${name}.pem`);
const TRUSTED = pem("valid");

const opened: { close: () => unknown }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

async function portOf(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  opened.push(server);
  return (server.address() as AddressInfo).port;
}

const ordinary: RequestListener = (_, response) => response.end('{"msg":"ok"}');

/** A server that shows a certificate, and what it answers once it is believed. */
const withCertificate = (name: string, answer: RequestListener = ordinary) =>
  portOf(createServer({ key: pem("key"), cert: pem(name) }, answer));

/** A client that believes `ca`, where one is given, and the usual authorities otherwise. */
function clientOf(port: number, { host = "localhost", ca }: { host?: string; ca?: Buffer } = {}) {
  const dispatcher = new Agent({ connect: ca === undefined ? {} : { ca } });
  opened.push(dispatcher);
  return createTbaClient({ baseUrl: `https://${host}:${port}/api`, dispatcher });
}

const CERTIFICATE = "Le certificat du TBA n'est pas valide.";
const CUT = "La connexion au TBA a été coupée.";

describe("Un TBA joint en https", () => {
  it("est pris au mot quand son certificat est bon", async () => {
    const client = clientOf(await withCertificate("valid"), { ca: TRUSTED });
    expect(await client.testKey("cle")).toEqual({ kind: "accepted" });
  });

  it.each([
    ["que personne ne garantit", "valid", {}],
    ["fini", "expired", { ca: pem("expired") }],
    ["qui ne vaut pas encore : une des deux horloges est fausse", "not-yet", { ca: pem("not-yet") }],
    ["d'un autre que lui", "valid", { ca: TRUSTED, host: "127.0.0.1" }],
  ])("n'a pas la clé quand son certificat est celui %s", async (_, name, options) => {
    let heard = 0;
    const port = await withCertificate(name, (request, response) => {
      heard += 1;
      ordinary(request, response);
    });
    const client = clientOf(port, options);
    expect(await client.testKey("cle")).toEqual({ kind: "unreachable", reason: CERTIFICATE });
    expect(await client.transmit("cle", ["{}"])).toMatchObject({ kind: "unavailable", reason: CERTIFICATE });
    expect(heard).toBe(0);
  });

  it.each<[string, (socket: Socket) => void]>([
    ["avant d'avoir rien dit", (socket) => socket.once("data", () => socket.destroy())],
    ["en reprenant la connexion", (socket) => socket.once("data", () => socket.resetAndDestroy())],
  ])("se dit coupé quand il l'est %s", async (_, cut) => {
    const client = clientOf(await portOf(createTcpServer(cut)));
    expect(await client.testKey("cle")).toEqual({ kind: "unreachable", reason: CUT });
  });

  it("se dit coupé quand sa réponse s'arrête au milieu, et une réponse coupée n'en est pas une", async () => {
    const port = await withCertificate("valid", (_, response) => {
      response.writeHead(200, { "content-length": "1000" });
      response.write('{"status":"OK"', () => response.socket?.destroy());
    });
    const answer = await clientOf(port, { ca: TRUSTED }).transmit("cle", ["{}"]);
    expect(answer).toMatchObject({ kind: "unavailable", reason: CUT });
  });

  it("qui ne parle pas https ne répond pas, sans que rien n'attende", async () => {
    const port = await portOf(createTcpServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")));
    expect(await clientOf(port).testKey("cle")).toMatchObject({ kind: "unreachable" });
  });

  it("dont l'adresse n'existe pas le dit", async () => {
    const client = createTbaClient({ baseUrl: "https://absent.invalid/api" });
    opened.push(client);
    const { reason } = (await client.testKey("cle")) as { reason: string };
    expect(reason).toBe("L'adresse du TBA est introuvable.");
  });
});
