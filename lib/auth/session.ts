import { doorDb, requestDb } from "@/db/client";
import { ServiceError } from "@/lib/errors";
import type { ServiceContext } from "@/lib/services/context";
import { type FoundSession, findSession } from "@/lib/services/users/sessions";
import type { Identity } from "@/lib/services/users/users.types";
import { caller } from "./caller";
import { readSessionSecret } from "./session-cookie";

/** What services need of the request of nobody yet. */
export async function anonymousContext(): Promise<ServiceContext & { browser: string }> {
  const { address, browser } = await caller();
  return { db: await doorDb(), actor: { kind: "anonymous" }, now: new Date(), address, browser };
}

/** The session of this browser as the database knows it now, null when there is none. It may still await the second factor. */
export async function currentSession(): Promise<FoundSession | null> {
  const secret = await readSessionSecret();
  return secret === null ? null : findSession(await doorDb(), secret, new Date());
}

/** A signed-in person's request. */
export type SignedInContext = ServiceContext & { person: Identity; sessionId: string };

/** What services need of a signed-in person's request. Throws NOT_SIGNED_IN. */
export async function signedInContext(): Promise<SignedInContext> {
  const session = await currentSession();
  if (session?.stage !== "full") throw new ServiceError("NOT_SIGNED_IN", "Connectez-vous pour continuer.");
  const { address } = await caller();
  const { person, id } = session;
  const db = await requestDb();
  return { db, actor: { kind: "person", id: person.id }, now: new Date(), address, person, sessionId: id };
}
