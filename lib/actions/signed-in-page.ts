import { notFound, redirect } from "next/navigation";
import { signedInContext } from "@/lib/auth/session";
import { ServiceError } from "@/lib/errors";
import type { ServiceContext } from "@/lib/services/context";
import type { Identity } from "@/lib/services/users/verify-credentials";

/** What a page reads: a signed-out person is sent to sign in, a foreign établissement is a 404. */
export async function signedInPage<T>(read: (ctx: ServiceContext & { person: Identity }) => Promise<T>): Promise<T> {
  try {
    return await read(await signedInContext());
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    if (error.code === "NOT_SIGNED_IN") redirect("/connexion");
    if (error.code === "NOT_FOUND" || error.code === "FORBIDDEN") notFound();
    throw error;
  }
}
