export const REPONSE_VIDE = "La réponse du TBA est vide.";
export const REPONSE_ILLISIBLE = "La réponse du TBA est illisible.";
export const REPONSE_AUTRE = "La réponse du TBA ne correspond pas aux dossiers envoyés.";
export const TROP_DE_REQUETES = "Le TBA reçoit trop de demandes.";

const PAS_A_TEMPS = "Le TBA n'a pas répondu à temps.";
const COUPEE = "La connexion au TBA a été coupée.";
const ADRESSE = "L'adresse du TBA est introuvable.";
const CERTIFICAT = "Le certificat du TBA n'est pas valide.";
const CONNEXION = "La connexion au TBA a échoué.";

const PAR_CODE: Readonly<Record<string, string>> = {
  UND_ERR_CONNECT_TIMEOUT: PAS_A_TEMPS,
  UND_ERR_HEADERS_TIMEOUT: PAS_A_TEMPS,
  UND_ERR_BODY_TIMEOUT: PAS_A_TEMPS,
  ETIMEDOUT: PAS_A_TEMPS,
  ECONNRESET: COUPEE,
  EPIPE: COUPEE,
  UND_ERR_SOCKET: COUPEE,
  ECONNREFUSED: "Le TBA refuse la connexion.",
  ENOTFOUND: ADRESSE,
  EAI_AGAIN: ADRESSE,
  UND_ERR_RES_EXCEEDED_MAX_SIZE: "La réponse du TBA est trop longue.",
  CERT_HAS_EXPIRED: CERTIFICAT,
  DEPTH_ZERO_SELF_SIGNED_CERT: CERTIFICAT,
  SELF_SIGNED_CERT_IN_CHAIN: CERTIFICAT,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: CERTIFICAT,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: CERTIFICAT,
  ERR_TLS_CERT_ALTNAME_INVALID: CERTIFICAT,
};

/** Why the network gave no answer. The error's own words are left out: they name the address. */
export function raisonReseau(erreur: unknown): string {
  if (!(erreur instanceof Error)) return CONNEXION;
  if (erreur.name === "AbortError") return PAS_A_TEMPS;
  if (erreur.name === "HTTPParserError") return REPONSE_ILLISIBLE;
  return ("code" in erreur && typeof erreur.code === "string" && PAR_CODE[erreur.code]) || CONNEXION;
}

/** Why an answer with that status cannot be used. */
export function raisonStatut(statut: number): string {
  return statut >= 500 ? `Le TBA est en panne (${statut}).` : `Le TBA a répondu de façon inattendue (${statut}).`;
}
