const NAMES: Readonly<Record<number, string>> = {
  400: "Bad Request",
  403: "Forbidden",
  404: "Not Found",
  409: "Conflict",
  413: "Request Entity Too Large",
  415: "Unsupported Media Type",
  422: "Unprocessable Entity",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

/** What a call is refused for, with the status and the words of its answer. */
export class ApiRefusal extends Error {
  readonly status: number;
  readonly details: readonly object[] | null;

  constructor(status: number, message: string, details: readonly object[] | null = null) {
    super(message);
    this.name = "ApiRefusal";
    this.status = status;
    this.details = details;
  }
}

export type ErrorShape = (status: number, message: string, details: readonly object[] | null) => Response;

/** An error in the TBA's own form, for the routes that are its own. */
export const tbaError: ErrorShape = (status, message, details) =>
  Response.json({ error: NAMES[status] ?? "Error", message, ...(details !== null && { details }) }, { status });
/** An error as RFC 9457 says, for the routes that are ours. */
export const problem: ErrorShape = (status, detail) =>
  new Response(JSON.stringify({ type: "about:blank", title: NAMES[status] ?? "Error", status, detail }), {
    status,
    headers: { "Content-Type": "application/problem+json" },
  });
