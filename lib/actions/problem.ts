const TITLES: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  409: "Conflict",
  413: "Request Entity Too Large",
  415: "Unsupported Media Type",
  422: "Unprocessable Entity",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
};

/** The English name of an HTTP status, as the TBA writes it. */
export const statusTitle = (status: number): string => TITLES[status] ?? "Error";

/** `code`: ours, when there is one (lib/errors.ts); `headers` beside the type. */
type ProblemExtras = { code?: string; headers?: Record<string, string> };

/** An error as RFC 9457 says (application/problem+json), `detail` being a French sentence: what every route of ours answers to a program. */
export function problemResponse(status: number, detail: string, { code, headers }: ProblemExtras = {}): Response {
  const problem = { type: "about:blank", title: statusTitle(status), status, detail, ...(code && { code }) };
  return new Response(JSON.stringify(problem), {
    status,
    headers: { ...headers, "Content-Type": "application/problem+json; charset=utf-8" },
  });
}
