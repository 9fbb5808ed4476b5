import type { Permission } from "@/lib/domain/roles";
import { requirePermission } from "@/lib/services/etablissements/scope";
import { leavePage } from "./leave-page";
import { type RequestContext, type RequestScope, requestContext, requestScope } from "./request-scope";

async function orLeave<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    return leavePage(error);
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
