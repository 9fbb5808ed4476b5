import { cache } from "react";
import { z } from "zod";
import { anonymousContext, signedInContext } from "@/lib/auth/session";
import { ServiceError } from "@/lib/errors";
import { openScope } from "@/lib/services/etablissements/scope";

/** Who asks: read once a request, however many layouts and pages want it. Throws NOT_SIGNED_IN. */
export const requestContext = cache(signedInContext);

/** Anybody's request. */
export const visitorContext = cache(anonymousContext);

/** An address or a bound argument can hold anything: what is no UAI is the établissement of nobody. */
const uaiText = z.string().regex(/^[0-9A-Za-z]{1,12}$/);

/** Who asks, and the établissement of the address, opened once a request. Throws NOT_SIGNED_IN, NOT_FOUND, SECOND_FACTOR_REQUIRED. */
export const requestScope = cache(async (raw: unknown) => {
  const ctx = await requestContext();
  const uai = uaiText.safeParse(raw);
  if (!uai.success) throw new ServiceError("NOT_FOUND", "Cette page n'existe pas.");
  return openScope(ctx, uai.data);
});

/** The établissement of the address for the person who asks, with who they are. */
export type RequestScope = Awaited<ReturnType<typeof requestScope>>;
export type RequestContext = Awaited<ReturnType<typeof requestContext>>;
export type VisitorContext = Awaited<ReturnType<typeof visitorContext>>;
