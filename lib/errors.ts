/** What a service can refuse for; the adapter (lib/actions/answer-error.ts) turns each into a page, a message or a status. */
export type ErrorCode =
  | "INVALID_INPUT"
  | "NOT_SIGNED_IN"
  | "FORBIDDEN"
  | "NOT_FOUND"
  | "CONFLICT"
  | "TOO_MANY_ATTEMPTS"
  /** What is asked for is taken just now: the same, a moment later, will do. */
  | "BUSY"
  /** The établissement asks administrateurs for a second factor, and this person has none yet. */
  | "SECOND_FACTOR_REQUIRED"
  | "TBA_UNREACHABLE"
  | "TBA_KEY_REFUSED";

/** A refusal that the user can read: a code, and a French sentence that says what is wrong and what to do. */
export class ServiceError extends Error {
  readonly code: ErrorCode;
  /** Messages by field of the form, when the refusal is about some. */
  readonly fields: Readonly<Record<string, string>>;

  constructor(code: ErrorCode, message: string, fields: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = "ServiceError";
    this.code = code;
    this.fields = fields;
  }
}

/** What a file system says when no more can be written: its disk is full, or all that this process may take of it. */
const DISK_FULL: ReadonlySet<unknown> = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);

/** Whether a file could not be written for want of room. */
export const isDiskFull = (error: unknown): boolean =>
  error instanceof Error && "code" in error && DISK_FULL.has(error.code);
