import { createTransport } from "nodemailer";
import { env } from "@/lib/env";
import { needsStartTls } from "@/lib/security/safe-transport";
import { toHtml } from "./to-html";

export type EmailToSend = { id: string; email: string; subject: string; text: string };

/** Carries e-mails to the mail server, one at a time. Throws MailError. */
export type Mailer = { deliver: (email: EmailToSend) => Promise<void> };

/** An e-mail did not leave. `server` is true when no other would either; `code` says why, without an address. */
export class MailError extends Error {
  readonly server: boolean;
  readonly code: string;

  constructor(server: boolean, code: string) {
    super("L'e-mail n'est pas parti.");
    this.name = "MailError";
    this.server = server;
    this.code = code;
  }
}

const TIMEOUT_MS = 10_000;
const MAX_SILENCE_MS = 20_000;
/** «Service not available»: said of the server, whatever the command. */
const SERVICE_UNAVAILABLE = 421;
/** Answers to these commands are about this e-mail; a failure anywhere else is about the server. */
const EMAIL_COMMANDS = ["RCPT TO", "DATA"];

function translate(error: unknown): MailError {
  const { responseCode, command, code } = (error ?? {}) as Record<string, unknown>;
  const aboutEmail = EMAIL_COMMANDS.includes(String(command)) && typeof responseCode === "number";
  return new MailError(!aboutEmail || responseCode === SERVICE_UNAVAILABLE, String(responseCode ?? code ?? "unknown"));
}

/**
 * A mailer for a mail server. An e-mail that is carried twice (the process died before it said that the first one had left)
 * has the same Message-ID twice, by which mail programs know it.
 */
export function createMailer(smtpUrl: string, sender: string, site: string): Mailer {
  const transport = createTransport({
    url: smtpUrl,
    // Whatever the address says: an e-mail never crosses the network in clear.
    ...(needsStartTls(smtpUrl) && { requireTLS: true }),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: MAX_SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const { hostname } = new URL(site);
  const deliver = async ({ id, email, subject, text }: EmailToSend) => {
    try {
      await transport.sendMail({
        messageId: `<${id}@${hostname}>`,
        from: { name: "Passerelle TBA", address: sender },
        to: { name: "", address: email },
        subject: subject,
        text: text,
        html: toHtml(text),
        headers: { "Auto-Submitted": "auto-generated" },
      });
    } catch (error) {
      throw translate(error);
    }
  };
  return { deliver };
}

let processMailer: Mailer | undefined;

/** The process's mailer; null when no mail server is configured. */
export function mailer(): Mailer | null {
  const { SMTP_URL, EMAIL_FROM, NEXTAUTH_URL } = env();
  if (!SMTP_URL || !EMAIL_FROM) return null;
  processMailer ??= createMailer(SMTP_URL, EMAIL_FROM, NEXTAUTH_URL);
  return processMailer;
}
