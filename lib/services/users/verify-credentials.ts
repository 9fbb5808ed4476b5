import { eq } from "drizzle-orm";
import { users } from "@/db/schema/users";
import { ServiceError } from "@/lib/errors";
import { verifyPassword } from "@/lib/security/password";
import { recordAudit } from "@/lib/services/audit/record-audit";
import type { ServiceContext } from "@/lib/services/context";
import { attemptKey, countAttempt, forgetAttempts } from "./sign-in-rate-limit";

export type Identity = { id: string; email: string; name: string };

/**
 * The person of an e-mail and a password. The same sentence for a wrong password and an unknown e-mail.
 * Throws INVALID_INPUT, TOO_MANY_ATTEMPTS.
 */
export async function verifyCredentials(
  ctx: ServiceContext,
  input: { email: string; password: string },
): Promise<Identity> {
  const email = input.email.trim().toLowerCase();
  const key = attemptKey(email);
  await countAttempt(ctx, key);
  const [person] = await ctx.db.select().from(users).where(eq(users.email, email)).limit(1);
  if (!(await verifyPassword(input.password, person?.password ?? null)) || !person) {
    throw new ServiceError("INVALID_INPUT", "L'adresse e-mail ou le mot de passe est faux.");
  }
  await forgetAttempts(ctx, key);
  await recordAudit({ ...ctx, actor: { kind: "person", id: person.id } }, null, "sign-in");
  return { id: person.id, email: person.email, name: person.name };
}
