import { decode, type JWT, type JWTDecodeParams } from "next-auth/jwt";
import { hash } from "@/lib/security/hash";

const MAX_KEPT = 2000;

/** What cookies were found to hold, by their hash, and until when (ms): deciphering one takes a page longer than reading the session itself. */
const kept = new Map<string, { session: JWT; until: number }>();

/** The same cookie with the same key always holds the same: only its end depends on when one asks. */
const keyOf = ({ token, secret, salt }: JWTDecodeParams) =>
  hash(JSON.stringify([token, secret, salt ?? ""]), "base64url");

/**
 * next-auth's `decode`, which remembers: what a cookie holds, null when there is none. Whether the session that it names still stands is for
 * the database to say, each time. Throws as `decode` does on a cookie that is not ours, or over.
 */
export async function decodeSession(params: JWTDecodeParams): Promise<JWT | null> {
  const key = keyOf(params);
  const known = kept.get(key);
  if (known !== undefined && Date.now() < known.until) return known.session;
  kept.delete(key);
  const session = await decode(params);
  if (session === null || typeof session.exp !== "number") return session;
  kept.set(key, { session, until: session.exp * 1000 });
  for (const oldest of kept.keys()) {
    if (kept.size <= MAX_KEPT) break;
    kept.delete(oldest);
  }
  return session;
}
