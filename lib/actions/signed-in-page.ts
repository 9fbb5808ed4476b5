import { notFound, redirect } from "next/navigation";
import { ServiceError } from "@/lib/errors";
import { type RequestScope, requestContext, requestScope } from "./request-scope";

async function orLeave<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    if (error.code === "NOT_SIGNED_IN") redirect("/connexion");
    if (error.code === "NOT_FOUND" || error.code === "FORBIDDEN") notFound();
    throw error;
  }
}

/** What a page of no établissement reads: a signed-out person is sent to sign in. */
export function signedInPage<T>(read: (ctx: Awaited<ReturnType<typeof requestContext>>) => Promise<T>): Promise<T> {
  return orLeave(async () => read(await requestContext()));
}

/** What a page of an établissement reads: a signed-out person is sent to sign in, a foreign établissement is a 404. */
export function scopedPage<T>(uai: string, read: (scope: RequestScope) => Promise<T>): Promise<T> {
  return orLeave(async () => read(await requestScope(uai)));
}
