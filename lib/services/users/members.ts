import { and, asc, eq, gt, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/database";
import { subscriptions } from "@/db/schema/alertes";
import { etablissements, reseaux } from "@/db/schema/etablissements";
import { invitations } from "@/db/schema/invitations";
import { sessions } from "@/db/schema/sessions";
import { memberships, supervisions, users } from "@/db/schema/users";
import { ROLES } from "@/lib/domain/enumerations";
import { ServiceError } from "@/lib/errors";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { checkInput } from "./check-input";
import { type StillInUse, stillInUse } from "./still-in-use";
import type { MembersPage } from "./users.types";

/** Who belongs to the établissement, who is invited, who supervises it. Throws FORBIDDEN. */
export async function loadMembers(scope: Scope): Promise<MembersPage> {
  const { id: etablissementId } = requirePermission(scope, "administer");
  const { db, now } = scope;
  const [members, pending, superviseurs, [settings]] = await Promise.all([
    db
      .select({
        id: users.id,
        name: users.name,
        email: users.email,
        role: memberships.role,
        lastSignInAt: users.lastSignInAt,
        totpSince: users.totpSince,
        disabledAt: users.disabledAt,
      })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(eq(memberships.etablissementId, etablissementId))
      .orderBy(asc(sql`lower(${users.name})`)),
    db
      .select()
      .from(invitations)
      .where(and(eq(invitations.etablissementId, etablissementId), isNull(invitations.acceptedAt)))
      .orderBy(asc(invitations.createdAt)),
    db
      .select({ name: users.name, email: users.email, reseau: reseaux.name })
      .from(etablissements)
      .innerJoin(reseaux, eq(reseaux.id, etablissements.reseauId))
      .innerJoin(supervisions, eq(supervisions.reseauId, reseaux.id))
      .innerJoin(users, eq(users.id, supervisions.userId))
      .where(eq(etablissements.id, etablissementId))
      .orderBy(asc(users.name)),
    db
      .select({ required: etablissements.secondFactorRequired })
      .from(etablissements)
      .where(eq(etablissements.id, etablissementId)),
  ]);
  return {
    members: members.map(({ lastSignInAt, totpSince, disabledAt, ...member }) => ({
      ...member,
      lastSignInAt: lastSignInAt?.toISOString() ?? null,
      secondFactor: totpSince !== null,
      disabled: disabledAt !== null,
    })),
    invitations: pending.map(({ id, name, email, role, createdAt, expiresAt }) => ({
      id,
      name,
      email,
      role: role ?? "lecteur",
      sentAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      expired: expiresAt <= now,
    })),
    superviseurs,
    secondFactorRequired: settings?.required === true,
  };
}

const NOTHING: StillInUse = { jetons: 0, notifications: 0 };

const roleInput = z.object({ userId: z.uuid(), role: z.enum(ROLES) });

/** The members, held until the transaction ends: two administrateurs who remove each other take turns. */
async function holdMembers(tx: Db, etablissementId: string, userId: string) {
  const all = await tx
    .select({ userId: memberships.userId, role: memberships.role, disabledAt: users.disabledAt })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(eq(memberships.etablissementId, etablissementId))
    .orderBy(memberships.userId)
    .for("update", { of: memberships });
  const member = all.find((m) => m.userId === userId);
  if (member === undefined) {
    throw new ServiceError("NOT_FOUND", "Cette personne ne fait plus partie de l'établissement : rechargez la page.");
  }
  const others = all.filter((m) => m.userId !== userId && m.role === "administrateur" && m.disabledAt === null);
  return { role: member.role, isLastAdministrateur: member.role === "administrateur" && others.length === 0 };
}

function refuseLast(isLast: boolean): void {
  if (isLast) {
    throw new ServiceError(
      "CONFLICT",
      "C'est le dernier administrateur de l'établissement : nommez-en d'abord un autre.",
    );
  }
}

/**
 * Gives a member another role, from their next page on. Answers what they made as an administrateur and no longer administer. Throws FORBIDDEN,
 * NOT_FOUND, CONFLICT for the last administrateur.
 */
export async function changeRole(scope: Scope, raw: unknown): Promise<StillInUse> {
  const { id: etablissementId } = requirePermission(scope, "administer");
  const { userId, role } = checkInput(roleInput, raw);
  return scope.db.transaction(async (tx) => {
    const member = await holdMembers(tx, etablissementId, userId);
    if (member.role === role) return NOTHING;
    refuseLast(member.isLastAdministrateur);
    await tx
      .update(memberships)
      .set({ role })
      .where(and(eq(memberships.etablissementId, etablissementId), eq(memberships.userId, userId)));
    await recordAudit({ ...scope, db: tx }, etablissementId, "role-changed", {
      before: member.role,
      after: role,
      userId,
    });
    return role === "administrateur" ? NOTHING : stillInUse(tx, etablissementId, userId, scope.now);
  });
}

/**
 * Takes a member out: at once, in every browser. Answers what they made that goes on. Throws FORBIDDEN, NOT_FOUND, CONFLICT for the last
 * administrateur.
 */
export async function removeMember(scope: Scope, rawId: unknown): Promise<StillInUse> {
  const { id: etablissementId } = requirePermission(scope, "administer");
  const userId = checkInput(z.uuid(), rawId);
  return scope.db.transaction(async (tx) => {
    const member = await holdMembers(tx, etablissementId, userId);
    refuseLast(member.isLastAdministrateur);
    const ofMember = <T extends typeof memberships | typeof subscriptions>(table: T) =>
      and(eq(table.etablissementId, etablissementId), eq(table.userId, userId));
    await tx.delete(memberships).where(ofMember(memberships));
    await tx.delete(subscriptions).where(ofMember(subscriptions));
    await tx.delete(sessions).where(eq(sessions.userId, userId));
    await recordAudit({ ...scope, db: tx }, etablissementId, "member-removed", { role: member.role, userId });
    return stillInUse(tx, etablissementId, userId, scope.now);
  });
}

/** Asks administrateurs for a second factor, or no longer. Throws FORBIDDEN, CONFLICT when one would shut oneself out. */
export async function requireSecondFactor(scope: Scope, required: boolean): Promise<void> {
  const { id: etablissementId } = requirePermission(scope, "administer");
  await scope.db.transaction(async (tx) => {
    const mine = scope.actor.kind === "person" ? scope.actor.id : null;
    const protectedMe =
      mine !== null && (await tx.$count(users, and(eq(users.id, mine), gt(users.totpSince, new Date(0))))) > 0;
    if (required && !protectedMe) {
      throw new ServiceError("CONFLICT", "Activez d'abord le second facteur pour vous-même, dans « Mon compte ».");
    }
    await tx
      .update(etablissements)
      .set({ secondFactorRequired: required })
      .where(eq(etablissements.id, etablissementId));
    const action = required ? "second-factor-required" : "second-factor-optional";
    await recordAudit({ ...scope, db: tx }, etablissementId, action);
  });
}
