import { randomUUID } from "node:crypto";
import { DatabaseError, type DatabaseTrouble } from "@/db/errors";
import type { ActionState } from "@/lib/domain/action-state.types";
import { type ErrorCode, isDiskFull, ServiceError } from "@/lib/errors";
import { logger } from "@/lib/logger";

const STATUSES: Readonly<Record<ErrorCode, number>> = {
  INVALID_INPUT: 400,
  NOT_SIGNED_IN: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  TOO_MANY_ATTEMPTS: 429,
  BUSY: 503,
  SECOND_FACTOR_REQUIRED: 403,
  TBA_UNREACHABLE: 502,
  TBA_KEY_REFUSED: 502,
};

const TROUBLES: Readonly<Record<Exclude<DatabaseTrouble, "other">, string>> = {
  locked: "Un import ou une correction est en cours dans cet établissement : réessayez dans un instant.",
  slow: "Cette demande a pris trop de temps : réessayez dans un instant.",
  gone: "La base de données ne répond pas : réessayez dans un instant.",
  full: "Trop de demandes arrivent à la fois : réessayez dans un instant.",
  noSpace:
    "Le serveur n'a plus de place pour enregistrer : rien n'est modifié. Réessayez plus tard ; si cela dure, prévenez l'assistance.",
};

/** What keeps the database, or the disk, from doing what is asked, and how it says so; null when the error is another. */
function troubleOf(error: unknown): { trouble: keyof typeof TROUBLES; code: string } | null {
  if (!(error instanceof Error && "code" in error && typeof error.code === "string")) return null;
  const { code } = error;
  if (isDiskFull(error)) return { trouble: "noSpace", code };
  return error instanceof DatabaseError && error.trouble !== "other" ? { trouble: error.trouble, code } : null;
}

/** Others hold the database, all ask at once, or it is not there: the same, a moment later, will do. */
export const isBusy = (error: unknown): boolean =>
  error instanceof ServiceError ? error.code === "BUSY" : troubleOf(error) !== null;

/** What a monitor or a program is told to wait after a 503, in seconds. */
export const RETRY_AFTER_S = 5;

export type ErrorAnswer = {
  httpStatus: number;
  code: ErrorCode | "UNKNOWN";
  message: string;
  fields: Record<string, string>;
};

/** Writes an error nobody expected in the log. Answers its number there. */
export function logUnexpected(error: unknown): string {
  const number = randomUUID().slice(0, 8);
  const { name, stack } = error instanceof Error ? error : { name: "unknown", stack: undefined };
  // Only where it happened: a database error's message quotes the values of the row.
  logger.error(
    {
      number,
      name,
      ...(error instanceof DatabaseError && { code: error.code }),
      where: stack
        ?.split("\n")
        .filter((l) => /^\s+at /.test(l))
        .slice(0, 8),
    },
    "erreur inattendue",
  );
  return number;
}

/**
 * The one place where an error becomes what a page, an action or a route answers. An unknown one becomes a generic sentence
 * with a number that the log holds too.
 */
export function answerError(error: unknown): ErrorAnswer {
  if (error instanceof ServiceError) {
    const { code, message, fields } = error;
    return { httpStatus: STATUSES[code], code, message, fields: { ...fields } };
  }
  const known = troubleOf(error);
  if (known !== null) {
    const { trouble, code } = known;
    if (trouble === "gone") logger.warn({ code }, "base injoignable");
    if (trouble === "noSpace") logger.error({ code }, "plus de place sur le disque");
    return { httpStatus: STATUSES.BUSY, code: "BUSY", message: TROUBLES[trouble], fields: {} };
  }
  const number = logUnexpected(error);
  const message = `Une erreur inattendue est survenue (numéro ${number}). Réessayez ; si elle revient, donnez ce numéro à l'assistance.`;
  return { httpStatus: 500, code: "UNKNOWN", message, fields: {} };
}

/** The same, for a form. */
export function toActionState(error: unknown): ActionState {
  const { message, fields } = answerError(error);
  return { status: "error", message, fields };
}
