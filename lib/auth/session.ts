import { getServerSession } from "next-auth";
import { requestDb } from "@/db/client";
import { ServiceError } from "@/lib/errors";
import type { ServiceContext } from "@/lib/services/context";
import { getUser } from "@/lib/services/users/get-user";
import type { Identity } from "@/lib/services/users/verify-credentials";
import { nextAuthOptions } from "./options";

/** The signed-in person as the database knows them now, null when nobody is. */
export async function signedInPerson(): Promise<Identity | null> {
  const session: { userId?: unknown } | null = await getServerSession(nextAuthOptions());
  const id = session?.userId;
  if (typeof id !== "string") return null;
  return getUser({ db: await requestDb() }, id);
}

/** What services need of a signed-in person's request. Throws NOT_SIGNED_IN. */
export async function signedInContext(): Promise<ServiceContext & { person: Identity }> {
  const person = await signedInPerson();
  if (person === null) throw new ServiceError("NOT_SIGNED_IN", "Connectez-vous pour continuer.");
  return { db: await requestDb(), actor: { kind: "person", id: person.id }, now: new Date(), person };
}
