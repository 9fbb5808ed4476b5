import { DrizzleQueryError } from "drizzle-orm";

/** What went wrong, for whoever asked: others hold it, it took too long, too many ask, it does not answer, its disk is full, or something else. */
export type DatabaseTrouble = "locked" | "slow" | "full" | "gone" | "noSpace" | "other";

const TROUBLES: Readonly<Record<string, DatabaseTrouble>> = {
  "55P03": "locked",
  "40P01": "locked",
  "57014": "slow",
  "25P03": "slow",
  "53300": "full",
  POOL_FULL: "full",
  "53100": "noSpace",
};

/** Stopping, starting, fallen (57P01 to 57P03), cut off (class 08), or not there to be reached: the driver's own codes. */
const GONE =
  /^(57P0[1-3]|08...|ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|CONNECT_TIMEOUT|CONNECTION_(CLOSED|DESTROYED|ENDED))$/;

const MARK = Symbol.for("passerelle.DatabaseError");

/** A query that failed: its SQLSTATE (or the driver's code) and nothing of its text, which quotes the values of people's rows. */
export class DatabaseError extends Error {
  readonly code: string;
  readonly trouble: DatabaseTrouble;
  readonly [MARK] = true;

  /** Next loads this module once a bundle, and one bundle opens the database for all: an error of one is known in the others. */
  static override [Symbol.hasInstance](error: unknown): boolean {
    return typeof error === "object" && error !== null && MARK in error;
  }

  constructor(code: string) {
    super(`La base a refusé une requête (${code}).`);
    this.name = "DatabaseError";
    this.code = code;
    this.trouble = TROUBLES[code] ?? (GONE.test(code) ? "gone" : "other");
  }
}

/** The code that a driver's error carries; null for an error of ours. */
function driverCode(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const code = "code" in error && typeof error.code === "string" ? error.code : null;
  const fromDriver = error.name === "PostgresError" || "severity" in error || /^(E[A-Z_]+|CONN\w*)$/.test(code ?? "");
  return fromDriver ? (code ?? "inconnu") : null;
}

/** The same error without a word of the query; one that is no database's stays as it is. */
export function toDatabaseError(error: unknown): unknown {
  if (!(error instanceof DrizzleQueryError)) {
    const code = driverCode(error);
    return code === null || error instanceof DatabaseError ? error : new DatabaseError(code);
  }
  const { cause } = error;
  return cause instanceof DatabaseError ? cause : new DatabaseError(driverCode(cause) ?? "inconnu");
}
