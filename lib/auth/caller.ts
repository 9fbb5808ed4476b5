import { isIP } from "node:net";
import { headers } from "next/headers";
import { env } from "@/lib/env";
import { logger } from "@/lib/logger";
import { browserName } from "./browser-name";

/** Written by scripts/socket-address.mjs from the connection itself: whatever a client sends under this name is replaced. */
const SOCKET_HEADER = "x-passerelle-socket";

const BEHIND_A_PROXY =
  "une demande porte X-Forwarded-For, et TRUSTED_PROXIES vaut 0 : derrière un serveur mandataire, tous les appels semblent venir de lui, et les essais manqués d'un seul ferment la connexion à tous (README, TRUSTED_PROXIES)";

let warned = false;

/** Once: anybody may write this header, but who put a proxy in front of the site has to know. */
function warnOfProxy(): void {
  if (!warned) logger.warn(BEHIND_A_PROXY);
  warned = true;
}

/**
 * Where a call comes from. Behind N reverse proxies (TRUSTED_PROXIES), the N-th address from the right of `X-Forwarded-For`: what is
 * left of it was written by the client. On Vercel, the platform's own header. Null when it is not known.
 */
export function addressOf(read: (name: string) => string | null): string | null {
  const { TRUSTED_PROXIES, VERCEL } = env();
  // Where nobody wrote it, Next does, from the connection.
  const byAnother = ![null, read(SOCKET_HEADER)].includes(read("x-forwarded-for"));
  if (!VERCEL && TRUSTED_PROXIES === 0 && byAnother) warnOfProxy();
  const forwarded = (read("x-forwarded-for") ?? "").split(",").map((part) => part.trim());
  const found = VERCEL ? read("x-real-ip") : TRUSTED_PROXIES > 0 ? forwarded.at(-TRUSTED_PROXIES) : read(SOCKET_HEADER);
  const bare = found?.replace(/^::ffff:(?=\d+\.)/i, "") ?? "";
  return isIP(bare) === 0 ? null : bare;
}

/** The caller's address and browser. */
export async function caller(): Promise<{ address: string | null; browser: string }> {
  const found = await headers();
  const read = (name: string) => found.get(name);
  return { address: addressOf(read), browser: browserName(read("user-agent") ?? "") };
}
