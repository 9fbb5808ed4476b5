import { eq } from "drizzle-orm";
import { users } from "@/db/schema/users";
import { ServiceError } from "@/lib/errors";
import { verifyPassword } from "@/lib/security/password";
import { recordAudit } from "@/lib/services/audit/record-audit";
import type { ServiceContext } from "@/lib/services/context";
import { hashChosenPassword, storePassword } from "./choose-password";
import { endSessions } from "./sessions";
import { attemptKey, countAttempt, forgetAttempts } from "./sign-in-rate-limit";

const CHANGED_MEANWHILE = "Votre mot de passe vient d'être changé ailleurs : rechargez la page.";

/**
 * Changes one's password, the old one asked; the other browsers are signed out. A person who only comes through a provider may
 * choose a first one. Throws NOT_SIGNED_IN, INVALID_INPUT, TOO_MANY_ATTEMPTS, BUSY.
 */
export async function changePassword(
  ctx: ServiceContext,
  sessionId: string,
  { current, chosen }: { current: string; chosen: string },
): Promise<void> {
  const { db, actor, now } = ctx;
  if (actor.kind !== "person") throw new ServiceError("NOT_SIGNED_IN", "Connectez-vous pour continuer.");
  const [person] = await db.select().from(users).where(eq(users.id, actor.id)).limit(1);
  if (person === undefined) throw new ServiceError("NOT_SIGNED_IN", "Connectez-vous pour continuer.");
  if (person.password !== null) {
    const key = attemptKey("change", person.id);
    await countAttempt(ctx, key);
    if (!(await verifyPassword(current, person.password))) {
      const message = "Le mot de passe actuel est incorrect.";
      throw new ServiceError("INVALID_INPUT", message, { current: message });
    }
    await forgetAttempts(ctx, key);
    if (chosen === current) {
      const message = "C'est déjà votre mot de passe : choisissez-en un autre.";
      throw new ServiceError("INVALID_INPUT", message, { password: message });
    }
  }
  const password = await hashChosenPassword(chosen, person);
  await db.transaction(async (tx) => {
    // While the two were hashed, a link may have changed it, and ended this very session.
    const [held] = await tx
      .select({ password: users.password })
      .from(users)
      .where(eq(users.id, person.id))
      .for("update");
    if (held?.password !== person.password) throw new ServiceError("CONFLICT", CHANGED_MEANWHILE);
    await storePassword(tx, person.id, password, now);
    await endSessions(tx, person.id, sessionId);
    await recordAudit({ ...ctx, db: tx }, null, "password-changed");
  });
}
