import type { WebhookFailure } from "./enumerations";

const SENTENCES: Readonly<Record<WebhookFailure, string>> = {
  status: "Le logiciel a répondu autre chose que « reçu »",
  redirected: "Le logiciel renvoie vers une autre adresse, qui n'est pas suivie : donnez l'adresse finale",
  "forbidden-address": "Ce nom mène à une adresse privée, ou à un port qui n'est pas permis : rien n'y est envoyé",
  "unknown-name": "Ce nom n'existe pas sur Internet : vérifiez l'adresse",
  timeout: "Le logiciel n'a pas répondu en 15 secondes",
  tls: "La connexion n'est pas sûre : le certificat du logiciel n'est pas reconnu",
  network: "Le logiciel ne répond pas à cette adresse",
  "unreadable-secret": "Le secret ne se lit plus sur ce serveur : changez-le",
  stopped: "Les notifications ont été arrêtées avant celle-ci",
};

/** Why a notification was not taken, in one sentence; `httpStatus`: what the software answered, when it did. */
export function describeFailure(failure: WebhookFailure, httpStatus: number | null): string {
  return `${SENTENCES[failure]}${httpStatus === null ? "" : ` (réponse ${httpStatus})`}.`;
}
