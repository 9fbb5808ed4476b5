import { notFound, redirect } from "next/navigation";
import { BUSY_DIGEST } from "@/lib/domain/busy-digest";
import type { Permission } from "@/lib/domain/roles";
import { ServiceError } from "@/lib/errors";
import { requirePermission } from "@/lib/services/etablissements/scope";
import { isBusy } from "./answer-error";
import { type RequestContext, type RequestScope, requestContext, requestScope } from "./request-scope";

/** What app/error.tsx tells from a fault: of an error, Next gives a page in production nothing but its digest. */
class BusyPage extends Error {
  readonly digest = BUSY_DIGEST;

  constructor() {
    super("Le service est très occupé.");
    this.name = "BusyPage";
  }
}

async function orLeave<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (isBusy(error)) throw new BusyPage();
    if (!(error instanceof ServiceError)) throw error;
    if (error.code === "NOT_SIGNED_IN") redirect("/connexion");
    if (error.code === "SECOND_FACTOR_REQUIRED") redirect("/mon-compte?second-facteur=exige");
    if (error.code === "NOT_FOUND" || error.code === "FORBIDDEN") notFound();
    throw error;
  }
}

/** What a page of no établissement reads: a signed-out person is sent to sign in. */
export function signedInPage<T>(read: (ctx: RequestContext) => Promise<T>): Promise<T> {
  return orLeave(async () => read(await requestContext()));
}

/**
 * What a page of an établissement reads: a signed-out person is sent to sign in; a foreign établissement, and a page that asks for a
 * stronger right, are a 404.
 */
export function scopedPage<T>(
  uai: string,
  read: (scope: RequestScope) => Promise<T>,
  permission: Permission = "view",
): Promise<T> {
  return orLeave(async () => {
    const scope = await requestScope(uai);
    requirePermission(scope, permission);
    return read(scope);
  });
}
