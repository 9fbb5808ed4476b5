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
  CERT_HAS_EXPIRED: CERTIFICATE,
  DEPTH_ZERO_SELF_SIGNED_CERT: CERTIFICATE,
  SELF_SIGNED_CERT_IN_CHAIN: CERTIFICATE,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: CERTIFICATE,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: CERTIFICATE,
  ERR_TLS_CERT_ALTNAME_INVALID: CERTIFICATE,
};

/** Why the network gave no answer. The error's own words are left out: they name the address. */
export function networkReason(error: unknown): string {
  if (!(error instanceof Error)) return CONNECTION;
  if (error.name === "AbortError") return TOO_LATE;
  if (error.name === "HTTPParserError") return UNREADABLE_ANSWER;
  return ("code" in error && typeof error.code === "string" && BY_CODE[error.code]) || CONNECTION;
}

/** Why an answer with that status cannot be used. */
export function statusReason(status: number): string {
  return status >= 500 ? `Le TBA est en panne (${status}).` : `Le TBA a répondu de façon inattendue (${status}).`;
}
