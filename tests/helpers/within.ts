import type { ServiceContext } from "@/lib/services/context";
import { openScope, type Scope } from "@/lib/services/etablissements/scope";

/** Calls a service as a person in an établissement, as the wrappers of pages and actions do. */
export async function within<A extends unknown[], R>(
  ctx: ServiceContext,
  uai: string,
  service: (scope: Scope, ...args: A) => Promise<R> | R,
  ...args: A
): Promise<R> {
  return service(await openScope(ctx, uai), ...args);
}
