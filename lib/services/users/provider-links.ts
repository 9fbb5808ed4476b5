import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { identities, users } from "@/db/schema/users";
import { ServiceError } from "@/lib/errors";
import { recordAudit } from "@/lib/services/audit/record-audit";
import type { ServiceContext } from "@/lib/services/context";
import { endSessions } from "./sessions";

const NO_OTHER_WAY = "Choisissez d'abord un mot de passe, ci-dessous : sans lui ni fournisseur, vous n'entreriez plus.";

/** Since when a person comes in by a provider, null when they do not. */
export async function linkedSince(db: Db, userId: string, issuer: string): Promise<string | null> {
  const [found] = await db
    .select({ createdAt: identities.createdAt })
    .from(identities)
    .where(and(eq(identities.userId, userId), eq(identities.issuer, issuer)));
  return found?.createdAt.toISOString() ?? null;
}

/** Whoever a provider knows comes in as this person no longer: one of them may have been joined by somebody else. */
export async function endLinks(db: Db, userId: string): Promise<void> {
  await db.delete(identities).where(eq(identities.userId, userId));
}

/** Leaves the providers, from one's account; the other sessions end, which they may have opened. Throws NOT_SIGNED_IN, CONFLICT. */
export async function leaveProviders(ctx: ServiceContext, userId: string, sessionId: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const [person] = await tx
      .select({ password: users.password })
      .from(users)
      .where(eq(users.id, userId))
      .for("update");
    if (person === undefined) throw new ServiceError("NOT_SIGNED_IN", "Connectez-vous pour continuer.");
    if (person.password === null) throw new ServiceError("CONFLICT", NO_OTHER_WAY);
    await endLinks(tx, userId);
    await endSessions(tx, userId, sessionId);
    await recordAudit({ ...ctx, db: tx }, null, "provider-left");
  });
}
