import { eq } from "drizzle-orm";
import { users } from "@/db/schema/users";
import type { AuditAction } from "@/lib/domain/enumerations";
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
