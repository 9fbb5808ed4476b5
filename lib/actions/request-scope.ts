import { cache } from "react";
import { signedInContext } from "@/lib/auth/session";
import { openScope } from "@/lib/services/etablissements/scope";

/** Who asks: read once a request, however many layouts and pages want it. Throws NOT_SIGNED_IN. */
export const requestContext = cache(signedInContext);

/** Who asks, and the établissement of the address, opened once a request. Throws NOT_SIGNED_IN, NOT_FOUND. */
export const requestScope = cache(async (uai: string) => openScope(await requestContext(), uai));

/** The établissement of the address for the person who asks, with who they are. */
export type RequestScope = Awaited<ReturnType<typeof requestScope>>;
