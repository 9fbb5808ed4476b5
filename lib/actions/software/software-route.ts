import { isIPv6 } from "node:net";
import { answerError, RETRY_AFTER_S } from "@/lib/actions/answer-error";
import type { JetonRight } from "@/lib/domain/enumerations";
import { CALLS_PER_ADDRESS, CALLS_PER_JETON } from "@/lib/domain/software-limits";
import { ServiceError } from "@/lib/errors";
import { networkOf } from "@/lib/security/network";
import { createRateLimiter, type RateLimiter } from "@/lib/security/rate-limiter";
import type { ServiceContext } from "@/lib/services/context";
import { type OpenJeton, openJeton } from "@/lib/services/jetons/open-jeton";
import { ApiRefusal, type ErrorShape } from "./api-refusal";

const TOO_MANY = "Trop de requêtes, veuillez réessayer plus tard.";

/** Said in full, as the TBA says it: clients that are told nothing read the accents of our sentences as Latin-1. */
const withCharset = (type: string) => (/;\s*charset=/i.test(type) ? type : `${type}; charset=utf-8`);

/** On globalThis: Next loads this module once a bundle. Counted by process: nothing is written for who shows no jeton. */
const shared = globalThis as typeof globalThis & {
  passerelleApiLimits?: { byAddress: RateLimiter; byJeton: RateLimiter };
};

export type SoftwareContext = Pick<ServiceContext, "db" | "now"> & { address: string | null };
/** `right`: null for what any jeton may do. */
type SoftwareRoute = { right: JetonRight | null; error: ErrorShape };

function secretOf(authorization: string | null): string {
  if (authorization === null || authorization === "") throw new ApiRefusal(403, "Clé API manquante");
  if (!authorization.startsWith("Bearer ")) throw new ApiRefusal(403, "La clé API doit etre au format Bearer");
  return authorization.slice("Bearer ".length);
}

const RIGHTS: Readonly<Record<JetonRight, string>> = {
  send: "Ce jeton ne permet pas d'envoyer des dossiers",
  read: "Ce jeton ne permet pas de lire les dossiers",
};

/** An IPv6 address is one of the many that its holder has at hand: its network is counted. */
const callerOf = (address: string | null): string =>
  address !== null && isIPv6(address) ? networkOf(address) : (address ?? "unknown");

/** Who calls, counted before and after it is known. Throws ApiRefusal; `headers` say what is left. */
async function identify(request: Request, ctx: SoftwareContext, headers: Headers): Promise<OpenJeton> {
  shared.passerelleApiLimits ??= {
    byAddress: createRateLimiter(CALLS_PER_ADDRESS),
    byJeton: createRateLimiter(CALLS_PER_JETON),
  };
  const { byAddress, byJeton } = shared.passerelleApiLimits;
  const count = (limiter: RateLimiter, key: string) => {
    const counted = limiter.consume(key);
    for (const [name, value] of Object.entries(counted.headers)) headers.set(name, value);
    if (counted.refused) throw new ApiRefusal(429, TOO_MANY);
  };
  const address = callerOf(ctx.address);
  count(byAddress, address);
  const jeton = await openJeton(ctx, secretOf(request.headers.get("authorization")));
  if (jeton === null) throw new ApiRefusal(403, "La clé API n'est pas valide");
  byAddress.forget(address);
  count(byJeton, jeton.key);
  return jeton;
}

function refusalOf(error: unknown): ApiRefusal {
  if (error instanceof ApiRefusal) return error;
  const { httpStatus, code, message } = answerError(error);
  // A name that served for another body: 422, as the drafts of Idempotency-Key say.
  return new ApiRefusal(error instanceof ServiceError && code === "CONFLICT" ? 422 : httpStatus, message);
}

/**
 * The one wrapper of routes that a software calls: who calls and with which right before anything of the body is read, then the answer,
 * its limits, or the error in the form of the route.
 */
export async function softwareRoute(
  request: Request,
  ctx: SoftwareContext,
  { right, error: shape }: SoftwareRoute,
  respond: (jeton: OpenJeton) => Promise<Response>,
): Promise<Response> {
  const headers = new Headers({ "Cache-Control": "no-store" });
  const answer = async (): Promise<Response> => {
    try {
      const jeton = await identify(request, ctx, headers);
      if (right !== null && !jeton.rights.includes(right)) throw new ApiRefusal(403, RIGHTS[right]);
      return await respond(jeton);
    } catch (error) {
      const { status, message, details } = refusalOf(error);
      if (status === 503) headers.set("Retry-After", String(RETRY_AFTER_S));
      return shape(status, message, details);
    }
  };
  const response = await answer();
  headers.set("Content-Type", withCharset(response.headers.get("content-type") ?? "application/json"));
  for (const [name, value] of headers) response.headers.set(name, value);
  return response;
}
