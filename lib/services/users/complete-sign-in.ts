import { eq } from "drizzle-orm";
import { users } from "@/db/schema/users";
import type { AuditAction, SessionStage } from "@/lib/domain/enumerations";
import { recordAudit } from "@/lib/services/audit/record-audit";
import type { ServiceContext } from "@/lib/services/context";
import { openSession } from "./sessions";

/** Opens the session of a person who proved all that is asked. Answers the secret for the cookie. */
export async function completeSignIn(
  ctx: ServiceContext,
  userId: string,
  { browser, how }: { browser: string; how: Extract<AuditAction, "sign-in" | "oidc-sign-in"> },
): Promise<string> {
  return ctx.db.transaction(async (tx) => {
    const signedIn = { ...ctx, db: tx, actor: { kind: "person", id: userId } } as const;
    await tx.update(users).set({ lastSignInAt: ctx.now }).where(eq(users.id, userId));
    await recordAudit(signedIn, null, how);
    return openSession(signedIn, userId, { stage: "full", browser });
  });
}

/**
 * Opens the session of a person who proved who they are by a password or a provider. With a second factor, it is not one yet: the code
 * is asked in either case («code»).
 */
export async function beginSignIn(
  ctx: ServiceContext,
  userId: string,
  way: Parameters<typeof completeSignIn>[2],
): Promise<{ secret: string; stage: SessionStage }> {
  const [person] = await ctx.db.select({ totpSince: users.totpSince }).from(users).where(eq(users.id, userId));
  if (person?.totpSince === null) return { secret: await completeSignIn(ctx, userId, way), stage: "full" };
  return { secret: await openSession(ctx, userId, { stage: "code", browser: way.browser }), stage: "code" };
}
