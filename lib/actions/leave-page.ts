import { notFound, redirect, unstable_rethrow } from "next/navigation";
import { BUSY_DIGEST } from "@/lib/domain/busy-digest";
import { ServiceError } from "@/lib/errors";
import { isBusy, logUnexpected } from "./answer-error";

/** What app/error.tsx shows or tells apart: of an error, Next gives a page in production nothing but its digest. */
class PageError extends Error {
  readonly digest: string;

  constructor(sentence: string, digest: string) {
    super(sentence);
    this.name = "PageError";
    this.digest = digest;
  }
}

/**
 * What a page becomes when what it reads fails: another page, «Page introuvable», or app/error.tsx. An error that nobody expected is in the log
 * under the number that the page shows; Next, which writes the message of what it catches, is given none of it.
 */
export function leavePage(error: unknown): never {
  if (isBusy(error)) throw new PageError("Le service est très occupé.", BUSY_DIGEST);
  unstable_rethrow(error);
  if (!(error instanceof ServiceError)) throw new PageError("La page n'a pas pu être faite.", logUnexpected(error));
  if (error.code === "NOT_SIGNED_IN") redirect("/connexion");
  if (error.code === "SECOND_FACTOR_REQUIRED") redirect("/mon-compte?second-facteur=exige");
  if (error.code === "NOT_FOUND" || error.code === "FORBIDDEN") notFound();
  throw error;
}
