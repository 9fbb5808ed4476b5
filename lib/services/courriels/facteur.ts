import { createTransport } from "nodemailer";
import { env } from "@/lib/env";
import { mettreEnHtml } from "./mettre-en-html";

export type CourrielAEnvoyer = { id: string; email: string; sujet: string; texte: string };

/** Carries e-mails to the mail server, one at a time. Throws ErreurEnvoi. */
export type Facteur = { porter: (courriel: CourrielAEnvoyer) => Promise<void> };

/** An e-mail did not leave. `serveur` is true when no other would either; `code` says why, without an address. */
export class ErreurEnvoi extends Error {
  readonly serveur: boolean;
  readonly code: string;

  constructor(serveur: boolean, code: string) {
    super("L'e-mail n'est pas parti.");
    this.name = "ErreurEnvoi";
    this.serveur = serveur;
    this.code = code;
  }
}

const DELAI_MS = 10_000;
const SILENCE_MAX_MS = 20_000;
/** «Service not available»: said of the server, whatever the command. */
const SERVICE_INDISPONIBLE = 421;
/** Answers to these commands are about this e-mail; a failure anywhere else is about the server. */
const COMMANDES_DU_COURRIEL = ["RCPT TO", "DATA"];

function traduire(erreur: unknown): ErreurEnvoi {
  const { responseCode, command, code } = (erreur ?? {}) as Record<string, unknown>;
  const duCourriel = COMMANDES_DU_COURRIEL.includes(String(command)) && typeof responseCode === "number";
  return new ErreurEnvoi(
    !duCourriel || responseCode === SERVICE_INDISPONIBLE,
    String(responseCode ?? code ?? "inconnu"),
  );
}

/**
 * A facteur for a mail server. An e-mail that is carried twice (the process died before it wrote that the first one had left)
 * has the same Message-ID twice, by which mail programs know it.
 */
export function creerFacteur(smtpUrl: string, expediteur: string, site: string): Facteur {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: DELAI_MS,
    greetingTimeout: DELAI_MS,
    socketTimeout: SILENCE_MAX_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const { hostname } = new URL(site);
  const porter = async ({ id, email, sujet, texte }: CourrielAEnvoyer) => {
    try {
      await transport.sendMail({
        messageId: `<${id}@${hostname}>`,
        from: { name: "Passerelle TBA", address: expediteur },
        to: { name: "", address: email },
        subject: sujet,
        text: texte,
        html: mettreEnHtml(texte),
        headers: { "Auto-Submitted": "auto-generated" },
      });
    } catch (erreur) {
      throw traduire(erreur);
    }
  };
  return { porter };
}

let facteurDuProcessus: Facteur | undefined;

/** The process's facteur; null when no mail server is configured. */
export function facteur(): Facteur | null {
  const { SMTP_URL, COURRIEL_EXPEDITEUR, NEXTAUTH_URL } = env();
  if (!SMTP_URL || !COURRIEL_EXPEDITEUR) return null;
  facteurDuProcessus ??= creerFacteur(SMTP_URL, COURRIEL_EXPEDITEUR, NEXTAUTH_URL);
  return facteurDuProcessus;
}
