import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { identities, users } from "@/db/schema/users";
import type { AuditAction, SessionStage } from "@/lib/domain/enumerations";
import { ServiceError } from "@/lib/errors";
import { recordAudit } from "@/lib/services/audit/record-audit";
import type { ServiceContext } from "@/lib/services/context";
import { endSession, openSession } from "./sessions";

type Way = { browser: string; how: Extract<AuditAction, "sign-in" | "oidc-sign-in"> };

const AGAIN = "Cette connexion n'est plus valable : recommencez-la.";

/**
 * The person, held until the session is open: whoever changes the password or turns the second factor on meanwhile waits, and then
 * ends this session with the others; or has done it, and what was proved before opens nothing.
 */
async function hold(tx: Db, userId: string) {
  const [person] = await tx
    .select({ password: users.password, totpSince: users.totpSince })
    .from(users)
    .where(eq(users.id, userId))
    .for("update");
  if (person === undefined) throw new ServiceError("NOT_SIGNED_IN", AGAIN);
  return person;
}

/** A secret that was shown and never counted is forgotten: who saw the page of another day has not that of a factor turned on later. */
async function open(tx: Db, ctx: ServiceContext, userId: string, { browser, how }: Way, totpSince: Date | null) {
  const signedIn = { ...ctx, db: tx, actor: { kind: "person", id: userId } } as const;
  await tx
    .update(users)
    .set({ lastSignInAt: ctx.now, ...(totpSince === null && { totpSecret: null }) })
    .where(eq(users.id, userId));
  await recordAudit(signedIn, null, how);
  return openSession(signedIn, userId, { stage: "full", browser });
}

/**
 * Opens the session of a person whose second factor was awaited by `awaiting`, which ends. Answers the secret for the cookie. Throws
 * NOT_SIGNED_IN when it was ended meanwhile.
 */
export function completeSignIn(ctx: ServiceContext, userId: string, awaiting: string, way: Way): Promise<string> {
  return ctx.db.transaction(async (tx) => {
    const { totpSince } = await hold(tx, userId);
    if (!(await endSession(tx, userId, awaiting))) throw new ServiceError("NOT_SIGNED_IN", AGAIN);
    return open(tx, ctx, userId, way, totpSince);
  });
}

/** What a person proved who they are by: the hash that their password matched, or what a provider knows them as. */
export type Proof = { password: string | null } | { issuer: string; subject: string };

/** Nobody changed it since. */
async function stillProves(tx: Db, userId: string, proof: Proof, password: string | null): Promise<boolean> {
  if ("password" in proof) return proof.password !== null && proof.password === password;
  const { issuer, subject } = proof;
  const theirs = and(eq(identities.issuer, issuer), eq(identities.subject, subject), eq(identities.userId, userId));
  return (await tx.$count(identities, theirs)) > 0;
}

/**
 * Opens the session of a person who proved who they are. With a second factor, it is not one yet: the code is asked in either case
 * («code»). Throws NOT_SIGNED_IN when the password was changed, or the provider left, since.
 */
export function beginSignIn(
  ctx: ServiceContext,
  userId: string,
  proof: Proof,
  way: Way,
): Promise<{ secret: string; stage: SessionStage }> {
  return ctx.db.transaction(async (tx) => {
    const { password, totpSince } = await hold(tx, userId);
    if (!(await stillProves(tx, userId, proof, password))) throw new ServiceError("NOT_SIGNED_IN", AGAIN);
    if (totpSince === null) return { secret: await open(tx, ctx, userId, way, totpSince), stage: "full" };
    const secret = await openSession({ ...ctx, db: tx }, userId, { stage: "code", browser: way.browser });
    return { secret, stage: "code" };
  });
}
