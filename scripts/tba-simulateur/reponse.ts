import type { ServerResponse } from "node:http";

/** An answer that is not sent yet, so that a fault can spoil it on the way. */
export type Reponse = { statut: number; entetes: Readonly<Record<string, string>>; corps: string };

const TYPE_JSON = "application/json; charset=utf-8";
const TYPE_HTML = "text/html; charset=utf-8";

const NOMS: Readonly<Record<number, string>> = {
  400: "Bad Request",
  403: "Forbidden",
  413: "Request Entity Too Large",
  415: "Unsupported Media Type",
  429: "Too Many Requests",
  500: "Internal Server Error",
};

export function reponseTexteJson(statut: number, corps: string): Reponse {
  return { statut, entetes: { "Content-Type": TYPE_JSON }, corps };
}

export function reponseJson(statut: number, corps: unknown): Reponse {
  return reponseTexteJson(statut, JSON.stringify(corps));
}

export function reponseHtml(statut: number, corps: string): Reponse {
  return { statut, entetes: { "Content-Type": TYPE_HTML }, corps };
}

/** An error in the TBA's own form: `error`, `message`, then `details` and `issues` when there are some. */
export function reponseErreur(
  statut: number,
  message: string,
  complement: { details?: unknown; issues?: unknown } = {},
): Reponse {
  return reponseJson(statut, { error: NOMS[statut] ?? "Error", message, ...complement });
}

const echapper = (texte: string) =>
  texte.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** What Express says of a path that it does not know. */
export function reponseIntrouvable(methode: string, chemin: string): Reponse {
  const page = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Error</title>
</head>
<body>
<pre>Cannot ${methode} ${echapper(chemin)}</pre>
</body>
</html>
`;
  return {
    statut: 404,
    entetes: {
      "Content-Type": TYPE_HTML,
      "Content-Security-Policy": "default-src 'none'",
      "X-Content-Type-Options": "nosniff",
    },
    corps: page,
  };
}

/** The same answer with more headers. */
export function avecEntetes(reponse: Reponse, entetes: Readonly<Record<string, string>>): Reponse {
  return { ...reponse, entetes: { ...reponse.entetes, ...entetes } };
}

export function envoyer(sortie: ServerResponse, { statut, entetes, corps }: Reponse): void {
  sortie.writeHead(statut, { ...entetes, "Content-Length": String(Buffer.byteLength(corps)) });
  sortie.end(corps);
}
