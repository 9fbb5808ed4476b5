import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { afterAll, beforeAll, expect } from "vitest";
import type { Database } from "@/db/database";
import { receiveDossiers, testJeton, tryCall } from "@/lib/actions/software/dossiers-routes";
import { answerCorrections, answerList, answerOne } from "@/lib/actions/software/reading-routes";
import type { SoftwareContext } from "@/lib/actions/software/software-route";
import { type Answer, departsFromDocument } from "./documented-answers";

type Route = (request: Request, ctx: SoftwareContext) => Promise<Response>;

const ROUTES: Readonly<Record<string, Route>> = {
  "POST /api/v3/dossiers-apprenants": (request, ctx) => receiveDossiers(request, ctx, () => {}),
  "POST /api/v3/dossiers-apprenants/test": testJeton,
  "POST /api/v3/dossiers-apprenants/essai": tryCall,
  "GET /api/v3/dossiers-apprenants": answerList,
  "GET /api/v3/corrections": answerCorrections,
};

function toRequest(message: IncomingMessage): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers)) headers.set(name, String(value));
  const { method = "GET", url = "/" } = message;
  const hasBody = method !== "GET" && method !== "HEAD";
  const body = hasBody ? { body: Readable.toWeb(message) as ReadableStream, duplex: "half" } : {};
  return new Request(`http://localhost${url}`, { method, headers, ...body } as RequestInit);
}

async function answer(
  message: IncomingMessage,
  output: ServerResponse,
  ctx: SoftwareContext,
  answered: (answer: Answer) => void,
): Promise<void> {
  const request = toRequest(message);
  const { pathname } = new URL(request.url);
  const id = /^\/api\/v3\/dossiers-apprenants\/([^/]+)$/.exec(pathname)?.[1] ?? "";
  const one: Route | undefined =
    request.method === "GET" && id !== "" ? (...call) => answerOne(...call, decodeURIComponent(id)) : undefined;
  const route = ROUTES[`${request.method} ${pathname}`] ?? one;
  const response = route === undefined ? new Response(null, { status: 404 }) : await route(request, ctx);
  const { status, headers } = response;
  const text = await response.text();
  if (route !== undefined) {
    answered({ method: request.method, pathname, status, type: headers.get("content-type") ?? "", text });
  }
  output.writeHead(status, Object.fromEntries(headers));
  output.end(text);
}

/**
 * The routes that a software calls, over HTTP, on the database of a test file. The caller's address is the header x-adresse. A file of which
 * an answer is not as the published document says fails.
 */
export function softwareServer(
  database: { readonly database: Database },
  now: () => Date = () => new Date(),
): { readonly url: string } {
  const departures: string[] = [];
  const server = createServer((message, output) => {
    const address = String(message.headers["x-adresse"] ?? "203.0.113.1");
    void answer(message, output, { db: database.database.gate.door, now: now(), address }, (given) => {
      const departure = departsFromDocument(given);
      if (departure !== null) departures.push(departure);
    });
  });
  beforeAll(() => new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening)));
  afterAll(() => new Promise((closed) => server.close(closed)));
  afterAll(() => expect(departures, "réponses que le document ne dit pas").toEqual([]));
  return {
    get url() {
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
  };
}
