import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll } from "vitest";

type Call = { path: string; headers: IncomingHttpHeaders; text: string };

/** A software that is told of what happens, over HTTP: a path for each test; it answers what the test wants. */
export function toldSoftware() {
  const calls: Call[] = [];
  const statuses = new Map<string, number>();
  let server: Server | undefined;
  let port = 0;
  beforeAll(async () => {
    server = createServer(async (message, output) => {
      const chunks: Buffer[] = [];
      for await (const chunk of message) chunks.push(chunk);
      const path = message.url ?? "";
      calls.push({ path, headers: message.headers, text: Buffer.concat(chunks).toString() });
      output.writeHead(statuses.get(path) ?? 204).end();
    });
    await new Promise<void>((ready) => server?.listen(0, "127.0.0.1", ready));
    ({ port } = server.address() as AddressInfo);
  });
  afterAll(() => {
    server?.closeAllConnections();
    server?.close();
  });
  return {
    url: (path: string) => `http://127.0.0.1:${port}${path}`,
    answer: (path: string, status: number) => statuses.set(path, status),
    /** What a path was told, each verified by the specification's own library. */
    told: (path: string, secret: string) =>
      calls
        .filter((call) => call.path === path)
        .map(({ text, headers }) => ({
          id: String(headers["webhook-id"]),
          signatures: String(headers["webhook-signature"]).split(" ").length,
          message: new Webhook(secret).verify(text, headers as Record<string, string>) as {
            type: string;
            timestamp: string;
            data: Record<string, unknown>;
          },
        })),
    /** The names of what a path was told. */
    ids: (path: string) => calls.filter((call) => call.path === path).map(({ headers }) => headers["webhook-id"]),
    count: (path: string) => calls.filter((call) => call.path === path).length,
  };
}
