import { createRateLimiter } from "@/lib/security/rate-limiter";
import type { SimulatorConfiguration } from "./configuration";
import type { Enrolments } from "./enrolments";
import { evaluate, responseBody } from "./first-stage";
import { stableIdentifier } from "./identifier";
import { findOrganisme } from "./organismes";
import {
  errorResponse,
  jsonResponse,
  jsonTextResponse,
  notFoundResponse,
  type SimulatedResponse,
  withHeaders,
} from "./response";

export const DOSSIERS_PATH = "/api/v3/dossiers-apprenants";
export const ORGANISME_PATH = "/api/v1/organismes/get-by-uai-siret";

const MAX_DOSSIERS = 2000;
const TOO_MANY_REQUESTS = "Trop de requêtes, veuillez réessayer plus tard.";

/** A call whose body was read. `path` is in small letters, without query or final slash. */
export type Call = {
  method: string;
  path: string;
  /** As received, for «Cannot GET …». */
  receivedPath: string;
  ip: string;
  authorization: string | undefined;
  body: unknown;
};

type Reading = { key: string } | { refusal: string };

/** The key of an Authorization header, or the TBA's words when there is none. */
export function parseAuthorization(heading: string | undefined): Reading {
  if (!heading) return { refusal: "Clé API manquante" };
  if (!heading.startsWith("Bearer ")) return { refusal: "La clé API doit etre au format Bearer" };
  return { key: heading.slice("Bearer ".length) };
}

/** What Joi blames in the body of a transmission, none when it is an array of at most 2,000. */
function arrayErrors(body: unknown): object[] {
  const label = "value";
  if (!Array.isArray(body)) {
    const message = '"value" must be an array';
    return [{ message, path: [], type: "array.base", context: { label, value: body } }];
  }
  if (body.length <= MAX_DOSSIERS) return [];
  const message = `"value" must contain less than or equal to ${MAX_DOSSIERS} items`;
  return [{ message, path: [], type: "array.max", context: { limit: MAX_DOSSIERS, value: body, label } }];
}

/** The three routes of the TBA, in its own order: rate by address, key, rate by organisme, array, then each dossier. */
export function createTbaRoutes(
  config: SimulatorConfiguration,
  enrolments: Enrolments,
): (call: Call) => SimulatedResponse {
  const byAddress = createRateLimiter(300);
  const byOrganisme = createRateLimiter(3000);
  const publicRoutes = createRateLimiter(300);
  const organismes = new Map(
    config.keys.map(({ key, organisme }) => [
      key,
      stableIdentifier(organisme === null ? key : `${organisme.uai}:${organisme.siret}`),
    ]),
  );

  function receiveDossiers(key: string, sourceOrganismeId: string, body: unknown): SimulatedResponse {
    const details = arrayErrors(body);
    if (details.length > 0 || !Array.isArray(body)) return errorResponse(400, "Erreur de validation", { details });
    const verdict = evaluate(body, sourceOrganismeId);
    if (verdict === null) return errorResponse(500, "An internal server error occurred");
    if (!config.forgets) enrolments.receive(key, verdict.accepted);
    return jsonTextResponse(200, responseBody(verdict));
  }

  function handleWithKey({ method, path, receivedPath, ip, authorization, body }: Call): SimulatedResponse {
    const address = byAddress.consume(ip);
    if (address.refused) return withHeaders(errorResponse(429, TOO_MANY_REQUESTS), address.headers);
    const readOut = parseAuthorization(authorization);
    if ("refusal" in readOut) return withHeaders(errorResponse(403, readOut.refusal), address.headers);
    const organisme = organismes.get(readOut.key);
    if (organisme === undefined) return withHeaders(errorResponse(403, "La clé API n'est pas valide"), address.headers);
    byAddress.forget(ip);

    const rateLimiter = byOrganisme.consume(organisme);
    if (rateLimiter.refused) return withHeaders(errorResponse(429, TOO_MANY_REQUESTS), rateLimiter.headers);
    const route = `${method} ${path.slice(DOSSIERS_PATH.length)}`;
    if (route === "POST ") return withHeaders(receiveDossiers(readOut.key, organisme, body), rateLimiter.headers);
    if (route === "POST /test") return withHeaders(jsonResponse(200, { msg: "ok" }), rateLimiter.headers);
    return withHeaders(notFoundResponse(method, receivedPath), rateLimiter.headers);
  }

  return (call) => {
    const { method, path, receivedPath, ip, body } = call;
    if (path === DOSSIERS_PATH || path.startsWith(`${DOSSIERS_PATH}/`)) return handleWithKey(call);
    if (path !== ORGANISME_PATH || method !== "POST") return notFoundResponse(method, receivedPath);
    const rateLimiter = publicRoutes.consume(ip);
    if (rateLimiter.refused) return withHeaders(errorResponse(429, TOO_MANY_REQUESTS), rateLimiter.headers);
    return withHeaders(findOrganisme(body, config), rateLimiter.headers);
  };
}
