import { doorDb } from "@/db/client";
import { addressOf } from "@/lib/auth/caller";
import type { SoftwareContext } from "./software-route";

/** What services need of a software's call, before it is known whose it is. */
export async function softwareContext(request: Request): Promise<SoftwareContext> {
  return { db: await doorDb(), now: new Date(), address: addressOf((name) => request.headers.get(name)) };
}
