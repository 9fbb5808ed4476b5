import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sendWebhook } from "@/lib/webhooks/send-webhook";
import { newSigningSecret } from "@/lib/webhooks/signing";

type Received = { path: string; headers: IncomingMessage["headers"]; body: string };

let server: Server;
let received: Received[];
let respond: (output: ServerResponse) => void;
const port = () => (server.address() as AddressInfo).port;

beforeEach(async () => {
  received = [];
  respond = (output) => output.writeHead(204).end();
  server = createServer(async (message, output) => {
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk);
    received.push({ path: message.url ?? "", headers: message.headers, body: Buffer.concat(chunks).toString() });
    respond(output);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const SECRET = newSigningSecret();
const BODY = JSON.stringify({ type: "essai", timestamp: "2026-11-26T02:00:00Z", data: { uai: "0010856A" } });
const message = (change: object = {}) => ({
  url: `http://127.0.0.1:${port()}/tba?cfa=1`,
  id: "msg_1",
  body: BODY,
  secrets: [SECRET],
  at: new Date(),
  ...change,
});
const send = (change: object = {}, options: object = {}) =>
  sendWebhook(message(change), { toPrivate: true, ...options });

describe("Une notification envoyée", () => {
  it("se vérifie avec la bibliothèque de la spécification, par l'ancien secret comme par le nouveau", async () => {
    const newer = newSigningSecret();
    expect(await send({ secrets: [newer, SECRET] })).toEqual({ delivered: true, httpStatus: 204 });
    const [call] = received;
    if (call === undefined) throw new Error("Rien n'est arrivé.");
    expect(call.path).toBe("/tba?cfa=1");
    for (const secret of [newer, SECRET]) {
      expect(new Webhook(secret).verify(call.body, call.headers as Record<string, string>)).toEqual(JSON.parse(BODY));
    }
    const stranger = new Webhook(newSigningSecret());
    expect(() => stranger.verify(call.body, call.headers as Record<string, string>)).toThrow();
    expect(() => new Webhook(newer).verify(`${call.body} `, call.headers as Record<string, string>)).toThrow();
  });

  it("ne suit pas une redirection : c'est un échec", async () => {
    respond = (output) => output.writeHead(307, { location: `http://127.0.0.1:${port()}/ailleurs` }).end();
    expect(await send()).toEqual({ delivered: false, httpStatus: 307, failure: "redirected", gone: false });
    expect(received).toHaveLength(1);
  });

  it("dit l'échec : un statut, le départ définitif, rien au bout, pas de nom, trop long", async () => {
    respond = (output) => output.writeHead(500).end("en panne");
    expect(await send()).toMatchObject({ delivered: false, httpStatus: 500, failure: "status", gone: false });
    respond = (output) => output.writeHead(300).end();
    expect(await send()).toMatchObject({ delivered: false, failure: "redirected" });
    respond = (output) => output.writeHead(410).end();
    expect(await send()).toMatchObject({ httpStatus: 410, gone: true });
    respond = () => {};
    expect(await send({}, { totalMs: 200 })).toMatchObject({ failure: "timeout" });
    expect(await send({ url: "http://127.0.0.1:1/" })).toMatchObject({ failure: "network", gone: false });
    const nobody = async () => Promise.reject(new Error("ENOTFOUND"));
    expect(await send({ url: "http://inconnu.exemple/" }, { resolve: nobody })).toMatchObject({
      failure: "unknown-name",
    });
    const silent = () => new Promise<string[]>(() => {});
    const late = await send({ url: "http://lent.exemple/" }, { resolve: silent, totalMs: 100 });
    expect(late).toMatchObject({ failure: "timeout" });
  });

  it("une réponse sans fin n'est lue qu'un peu", async () => {
    let written = 0;
    respond = (output) => {
      output.writeHead(200);
      const more = () => {
        while (!output.destroyed && output.write("x".repeat(65_536))) written += 65_536;
        if (!output.destroyed) output.once("drain", more);
      };
      more();
    };
    expect(await send()).toEqual({ delivered: true, httpStatus: 200 });
    expect(written).toBeLessThan(64 * 1024 * 1024);
  });

  it("va où le nom menait quand il fut jugé, et ne le redemande pas", async () => {
    const answers = [["127.0.0.1"], ["127.0.0.2"]];
    const asked: string[] = [];
    const resolve = async (host: string) => {
      asked.push(host);
      return answers[asked.length - 1] ?? [];
    };
    const url = `http://logiciel.exemple:${port()}/`;
    expect(await send({ url }, { resolve })).toMatchObject({ delivered: true });
    expect(asked).toEqual(["logiciel.exemple"]);
    expect(received[0]?.headers.host).toBe(`logiciel.exemple:${port()}`);
  });

  it.each([["127.0.0.1"], ["::ffff:127.0.0.1"], ["93.184.216.34", "127.0.0.1"]])(
    "n'appelle pas un nom qui mène à %s",
    async (...addresses) => {
      const resolve = async () => addresses;
      const url = "https://logiciel.exemple/";
      expect(await sendWebhook(message({ url }), { toPrivate: false, resolve })).toMatchObject({
        failure: "forbidden-address",
      });
      expect(await sendWebhook(message(), { toPrivate: false })).toMatchObject({ failure: "forbidden-address" });
      expect(received).toEqual([]);
    },
  );
});
