import { eq } from "drizzle-orm";
import { users } from "@/db/schema/users";
import { ServiceError } from "@/lib/errors";
import { recordAudit } from "@/lib/services/audit/record-audit";
import type { ServiceContext } from "@/lib/services/context";
import { hashChosenPassword, storePassword } from "./choose-password";
import { confirmPassword } from "./confirm-password";
import { endSessions } from "./sessions";

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
  const person = await confirmPassword(ctx, actor.id, current);
  if (person.password !== null && chosen === current) {
    const message = "C'est déjà votre mot de passe : choisissez-en un autre.";
    throw new ServiceError("INVALID_INPUT", message, { password: message });
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
