import { eq } from "drizzle-orm";
import { users } from "@/db/schema/users";
import { ServiceError } from "@/lib/errors";
import { verifyPassword } from "@/lib/security/password";
import type { ServiceContext } from "@/lib/services/context";
import { attemptKey, countAttempt, forgetAttempts } from "./sign-in-rate-limit";

const WRONG = "Le mot de passe actuel est incorrect.";

/**
 * Asks who is signed in for their password again, before what would let somebody else in or keep them out: an open browser does not
 * prove who sits there. Nothing is asked of who has none and comes by a provider alone. Answers the person. Throws NOT_SIGNED_IN,
 * INVALID_INPUT, TOO_MANY_ATTEMPTS, BUSY.
 */
export async function confirmPassword(
  ctx: ServiceContext,
  userId: string,
  typed: string,
): Promise<typeof users.$inferSelect> {
  const [person] = await ctx.db.select().from(users).where(eq(users.id, userId)).limit(1);
  if (person === undefined) throw new ServiceError("NOT_SIGNED_IN", "Connectez-vous pour continuer.");
  if (person.password === null) return person;
  const key = attemptKey("change", person.id);
  await countAttempt(ctx, key);
  if (!(await verifyPassword(typed, person.password)))
    throw new ServiceError("INVALID_INPUT", WRONG, { current: WRONG });
  await forgetAttempts(ctx, key);
  return person;
}
