export const EMPTY_ANSWER = "La réponse du TBA est vide.";
export const UNREADABLE_ANSWER = "La réponse du TBA est illisible.";
export const OTHER_ANSWER = "La réponse du TBA ne correspond pas aux dossiers envoyés.";
export const TOO_MANY_REQUESTS = "Le TBA reçoit trop de demandes.";

const TOO_LATE = "Le TBA n'a pas répondu à temps.";
const CUT = "La connexion au TBA a été coupée.";
const ADDRESS = "L'adresse du TBA est introuvable.";
const CERTIFICATE = "Le certificat du TBA n'est pas valide.";
const CONNECTION = "La connexion au TBA a échoué.";

const BY_CODE: Readonly<Record<string, string>> = {
  UND_ERR_CONNECT_TIMEOUT: TOO_LATE,
  UND_ERR_HEADERS_TIMEOUT: TOO_LATE,
  UND_ERR_BODY_TIMEOUT: TOO_LATE,
  ETIMEDOUT: TOO_LATE,
  ECONNRESET: CUT,
  EPIPE: CUT,
  UND_ERR_SOCKET: CUT,
  ECONNREFUSED: "Le TBA refuse la connexion.",
  ENOTFOUND: ADDRESS,
  EAI_AGAIN: ADDRESS,
  UND_ERR_RES_EXCEEDED_MAX_SIZE: "La réponse du TBA est trop longue.",
};

/** How Node names what is wrong with a certificate, one code a fault: untrusted, over, not yet valid, revoked, of another name… */
const CERTIFICATE_CODE = /CERT|LEAF_SIGNATURE|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH/;

/** Why the network gave no answer. The error's own words are left out: they name the address. */
export function networkReason(error: unknown): string {
  if (!(error instanceof Error)) return CONNECTION;
  if (error.name === "AbortError") return TOO_LATE;
  if (error.name === "HTTPParserError") return UNREADABLE_ANSWER;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return BY_CODE[code] ?? (CERTIFICATE_CODE.test(code) ? CERTIFICATE : CONNECTION);
}

/** Why an answer with that status cannot be used. */
export function statusReason(status: number): string {
  return status >= 500 ? `Le TBA est en panne (${status}).` : `Le TBA a répondu de façon inattendue (${status}).`;
}
