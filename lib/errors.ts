/** What a service can refuse for; the adapter (lib/actions/answer-error.ts) turns each into a page, a message or a status. */
export type ErrorCode =
  | "INVALID_INPUT"
  | "NOT_SIGNED_IN"
  | "FORBIDDEN"
  | "NOT_FOUND"
  | "CONFLICT"
  | "TOO_MANY_ATTEMPTS"
  /** Others are at work, or there are too many of them: the same request will do in a moment. */
  | "BUSY"
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
