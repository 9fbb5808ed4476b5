import { ServiceError } from "@/lib/errors";
import { recordAudit } from "@/lib/services/audit/record-audit";
import type { ServiceContext } from "@/lib/services/context";
import { endSession, endSessions } from "./sessions";

/** Signs this browser out, at once. */
export async function signOut(ctx: ServiceContext, userId: string, sessionId: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    if (await endSession(tx, userId, sessionId)) await recordAudit({ ...ctx, db: tx }, null, "sign-out");
  });
}

/** Signs out one other browser of the person. Throws NOT_FOUND when it no longer was. */
export async function signOutOther(ctx: ServiceContext, userId: string, sessionId: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    if (!(await endSession(tx, userId, sessionId))) {
      throw new ServiceError("NOT_FOUND", "Cette session était déjà finie.");
    }
    await recordAudit({ ...ctx, db: tx }, null, "sign-out");
  });
}

/** Signs the person out everywhere but in this browser. Answers from how many. */
export async function signOutEverywhere(ctx: ServiceContext, userId: string, exceptId: string): Promise<number> {
  return ctx.db.transaction(async (tx) => {
    const sessions = await endSessions(tx, userId, exceptId);
    await recordAudit({ ...ctx, db: tx }, null, "signed-out-everywhere", { sessions });
    return sessions;
  });
}
