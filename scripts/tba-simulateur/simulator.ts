import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { isObject } from "@/lib/domain/json";
import { readBody } from "./body";
import { createCallLog } from "./call-log";
import type { SimulatorConfiguration } from "./configuration";
import { PREFIX, serveSimulator } from "./control-routes";
import { createEnrolments } from "./enrolments";
import { createFaults, type Fault, type TargetedCall } from "./faults";
import { createHeldCalls } from "./held-calls";
import { createPace } from "./pace";
import { respondWithFault } from "./respond-with-fault";
import { errorResponse, type SimulatedResponse, send } from "./response";
import { createTbaRoutes, DOSSIERS_PATH, ORGANISME_PATH, parseAuthorization } from "./tba-routes";

const ROUTES: Readonly<Record<string, TargetedCall["route"]>> = {
  [`POST ${DOSSIERS_PATH}`]: "transmission",
  [`POST ${DOSSIERS_PATH}/test`]: "test",
  [`POST ${ORGANISME_PATH}`]: "organisme",
};

export type Simulator = {
  /** Listens, 0 for a free port; resolves with the port. Rejects with Node's error when it cannot. */
  listen(port: number, host: string): Promise<number>;
  /** Stops at once: open connections are destroyed. */
  close(): Promise<void>;
};

const idsOf = (body: unknown): string[] =>
  Array.isArray(body) ? body.map((dossier) => String(isObject(dossier) ? dossier.id_erp_apprenant : undefined)) : [];

/** A simulated TBA: the three routes of the real one, its second stage, faults on demand. Everything is in memory. */
export function createSimulator(config: SimulatorConfiguration): Simulator {
  const enrolments = createEnrolments(config.unknownCouples);
  const faults = createFaults();
  const heldCalls = createHeldCalls();
  const callLog = createCallLog();
  const pace = createPace(config.dossiersPerSecond);
  const handle = createTbaRoutes(config, enrolments);

  async function serveTba(request: IncomingMessage, output: ServerResponse, url: URL): Promise<void> {
    const method = request.method ?? "";
    const path = url.pathname.toLowerCase().replace(/\/$/, "");
    const authorization = request.headers.authorization;
    const readOut = parseAuthorization(authorization);
    const key = "key" in readOut ? readOut.key : null;
    const route = ROUTES[`${method} ${path}`];
    const note = callLog.record(method, url.pathname);

    if (route !== undefined && faults.takeBeforeBody(route, key) !== null) {
      note.panne = "reset-avant";
      request.socket.resetAndDestroy();
      return;
    }
    const parsed = await readBody(request);
    if (parsed === "interrompu") return;
    const body = parsed.ok ? parsed.value : null;
    if (parsed.ok) note.octets = parsed.bytes;
    if (route === "transmission" && Array.isArray(body)) note.dossiers = body.length;

    const respond = (): SimulatedResponse =>
      parsed.ok
        ? handle({
            method,
            path,
            receivedPath: url.pathname,
            ip: request.socket.remoteAddress ?? "inconnue",
            authorization,
            body,
          })
        : errorResponse(parsed.refusal.status, parsed.refusal.message);

    const fault: Fault | null = route === undefined ? null : faults.take({ route, cle: key, ids: idsOf(body) });
    if (fault === null) {
      const response = respond();
      if (note.dossiers !== null) await pace(note.dossiers);
      note.statut = response.status;
      send(output, response);
    } else {
      note.panne = fault.type;
      const hold = () => heldCalls.hold(key, output);
      note.statut = await respondWithFault(fault, output, { body, handle: respond, hold });
    }
  }

  const server = createServer((request, output) => {
    const address = `http://localhost${request.url}`;
    const url = new URL(URL.canParse(address) ? address : "http://localhost/");
    const service =
      url.pathname === PREFIX || url.pathname.startsWith(`${PREFIX}/`)
        ? serveSimulator(request, output, url, { config, enrolments, faults, heldCalls, callLog })
        : serveTba(request, output, url);
    service.catch((error: unknown) => {
      if (output.destroyed) return;
      console.error(error);
      if (output.headersSent) output.destroy();
      else send(output, errorResponse(500, "An internal server error occurred"));
    });
  });

  return {
    async listen(port, host) {
      server.listen(port, host);
      await once(server, "listening");
      return (server.address() as AddressInfo).port;
    },
    async close() {
      server.closeAllConnections();
      if (!server.listening) return;
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
