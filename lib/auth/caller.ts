import { isIP } from "node:net";
import { headers } from "next/headers";
import { env } from "@/lib/env";
import { browserName } from "./browser-name";

/** Written by scripts/socket-address.mjs from the connection itself: whatever a client sends under this name is replaced. */
const SOCKET_HEADER = "x-passerelle-socket";

/**
 * Where a call comes from. Behind N reverse proxies (TRUSTED_PROXIES), the N-th address from the right of `X-Forwarded-For`: what is
 * left of it was written by the client. On Vercel, the platform's own header. Null when it is not known.
 */
export function addressOf(read: (name: string) => string | null): string | null {
  const { TRUSTED_PROXIES, VERCEL } = env();
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
