import type { ServerResponse } from "node:http";

/** An answer that is not sent yet, so that a fault can spoil it on the way. */
export type SimulatedResponse = { status: number; headers: Readonly<Record<string, string>>; body: string };

const JSON_TYPE = "application/json; charset=utf-8";
const HTML_TYPE = "text/html; charset=utf-8";

const NAMES: Readonly<Record<number, string>> = {
  400: "Bad Request",
  403: "Forbidden",
  413: "Request Entity Too Large",
  415: "Unsupported Media Type",
  429: "Too Many Requests",
  500: "Internal Server Error",
};

export function jsonTextResponse(status: number, body: string): SimulatedResponse {
  return { status, headers: { "Content-Type": JSON_TYPE }, body };
}

export function jsonResponse(status: number, body: unknown): SimulatedResponse {
  return jsonTextResponse(status, JSON.stringify(body));
}

export function htmlResponse(status: number, body: string): SimulatedResponse {
  return { status, headers: { "Content-Type": HTML_TYPE }, body };
}

/** An error in the TBA's own form: `error`, `message`, then `details` and `issues` when there are some. */
export function errorResponse(
  status: number,
  message: string,
  suffix: { details?: unknown; issues?: unknown } = {},
): SimulatedResponse {
  return jsonResponse(status, { error: NAMES[status] ?? "Error", message, ...suffix });
}

const escapeHtml = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** What Express says of a path that it does not know. */
export function notFoundResponse(method: string, path: string): SimulatedResponse {
  const page = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Error</title>
</head>
<body>
<pre>Cannot ${method} ${escapeHtml(path)}</pre>
</body>
</html>
`;
  return {
    status: 404,
    headers: {
      "Content-Type": HTML_TYPE,
      "Content-Security-Policy": "default-src 'none'",
      "X-Content-Type-Options": "nosniff",
    },
    body: page,
  };
}

/** The same answer with more headers. */
export function withHeaders(response: SimulatedResponse, headers: Readonly<Record<string, string>>): SimulatedResponse {
  return { ...response, headers: { ...response.headers, ...headers } };
}

export function send(output: ServerResponse, { status, headers, body }: SimulatedResponse): void {
  output.writeHead(status, { ...headers, "Content-Length": String(Buffer.byteLength(body)) });
  output.end(body);
}
