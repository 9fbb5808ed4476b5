// Loaded before Next: each request has a number, which its answer and every line of the log about it carry; how long it took is counted for
// /api/metriques, by kind of address and status, never by address: an address may name a dossier. Those under way are counted too, for what may wait.
import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import { Server } from "node:http";
import { collectDefaultMetrics, Histogram, Registry } from "prom-client";
import { createRequestsUnderWay } from "./requests-under-way.mjs";

/** What a proxy in front may have called the request already. */
const GIVEN = /^[\w-]{8,64}$/;

const registry = new Registry();
collectDefaultMetrics({ register: registry });
const durations = new Histogram({
  name: "passerelle_http_request_duration_seconds",
  help: "How long requests took, by kind of address, method and class of status",
  labelNames: ["kind", "method", "status"],
  buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  registers: [registry],
});

const requests = new AsyncLocalStorage();
globalThis.passerelleProcessMetrics = registry;
globalThis.passerelleRequests = requests;
const underWay = createRequestsUnderWay();
globalThis.passerelleRequestsUnderWay = underWay;

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

function kindOf(url) {
  if (url.startsWith("/_next/")) return "static";
  if (url.startsWith("/api/v3/")) return "software";
  if (url.startsWith("/api/")) return "api";
  if (url.startsWith("/connexion")) return "door";
  return /\/(progression|evenements)(\?|$)/.test(url) ? "stream" : "page";
}

const { emit } = Server.prototype;

Server.prototype.emit = function (event, request, response, ...rest) {
  if (event !== "request") return emit.call(this, event, request, response, ...rest);
  const given = request.headers["x-request-id"];
  const id = typeof given === "string" && GIVEN.test(given) ? given : randomUUID();
  request.headers["x-request-id"] = id;
  response.setHeader("X-Request-Id", id);
  const startedAt = performance.now();
  const method = METHODS.has(request.method) ? request.method : "other";
  const kind = kindOf(request.url);
  // A page that stays open to hear what happens is not waited for.
  const stepAside = kind === "stream" ? () => {} : underWay.enter();
  response.once("close", () => {
    stepAside();
    const status = response.writableEnded ? `${Math.floor(response.statusCode / 100)}xx` : "cut";
    durations.observe({ kind, method, status }, (performance.now() - startedAt) / 1000);
  });
  return requests.run({ id, stepAside }, () => emit.call(this, event, request, response, ...rest));
};
