import { and, eq, isNull } from "drizzle-orm";
import { users } from "@/db/schema/users";
import { ServiceError } from "@/lib/errors";
import { verifyPassword } from "@/lib/security/password";
import { recordAudit } from "@/lib/services/audit/record-audit";
import type { ServiceContext } from "@/lib/services/context";
import { attemptKey, countAttempt, countIn, forgetAttempts } from "./sign-in-rate-limit";
import type { Identity } from "./users.types";

const WINDOW_MS = 15 * 60_000;
/** A whole school behind one address makes mistakes too. */
const MAX_PER_NETWORK = 100;
const MAX_IN_ALL = 2000;

/** `browser`: the mark that an earlier sign-in of this e-mail left in this browser, null when there is none. */
export type Credentials = { email: string; password: string; browser: string | null };

/**
 * Attempts are counted by e-mail, by network and in all. A browser that this e-mail signed in from before is counted by itself: its
 * person is not kept out by the failures of somebody else.
 */
async function count(ctx: ServiceContext, email: string, browser: string | null) {
  if (browser !== null) {
    const key = attemptKey("browser", browser);
    await countAttempt(ctx, key);
    return { key, windows: [] };
  }
  const windows = [
    await countIn(ctx, "sign-in", null, { max: MAX_IN_ALL, windowMs: WINDOW_MS }),
    await countIn(ctx, "sign-in", ctx.address ?? "unknown", { max: MAX_PER_NETWORK, windowMs: WINDOW_MS }),
  ];
  const key = attemptKey("email", email);
  await countAttempt(ctx, key);
  return { key, windows };
}

/**
 * The person of an e-mail and a password; a second factor is still to be asked (beginSignIn). The same sentence for a wrong
 * password, an unknown e-mail and a closed account. `verified`: the hash that it matched, which must still be the person's when the session
 * opens. Throws INVALID_INPUT, TOO_MANY_ATTEMPTS, BUSY.
 */
export async function verifyCredentials(
  ctx: ServiceContext,
  input: Credentials,
): Promise<Identity & { verified: string | null }> {
  // PostgreSQL holds no NUL: it would answer with an error of its own.
  const email = input.email.replaceAll("\0", "").trim().toLowerCase();
  const { key, windows } = await count(ctx, email, input.browser);
  const [found] = await ctx.db
    .select()
    .from(users)
    .where(and(eq(users.email, email), isNull(users.disabledAt)))
    .limit(1);
  const right = await verifyPassword(input.password, found?.password ?? null);
  if (!right || !found) {
    const actor = found ? ({ kind: "person", id: found.id } as const) : ctx.actor;
    await recordAudit({ ...ctx, actor }, null, "sign-in-failed");
    throw new ServiceError("INVALID_INPUT", "L'adresse e-mail ou le mot de passe est incorrect.");
  }
  await forgetAttempts(ctx, key, windows);
  const { id, name, password: verified } = found;
  return { id, email: found.email, name, verified };
}
