import { and, asc, eq, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { subscriptions } from "@/db/schema/alertes";
import { memberships, users } from "@/db/schema/users";
import { SUBSCRIPTION_KINDS, type SubscriptionKind } from "@/lib/domain/enumerations";
import { hasPermission, ROLE_LABELS, type Role } from "@/lib/domain/roles";
import { env } from "@/lib/env";
import { ServiceError } from "@/lib/errors";
import { SUBSCRIPTION_LABELS } from "@/lib/services/alertes/alerte-sentences";
import type { EtablissementSubscriptions } from "@/lib/services/alertes/alertes.types";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";

/** Joins what a person of an établissement chose to be mailed for, if they chose. */
export const PERSON_CHOICE: SQL | undefined = and(
  eq(subscriptions.etablissementId, memberships.etablissementId),
  eq(subscriptions.userId, memberships.userId),
);

/**
 * True of a person of an établissement (memberships, left join subscriptions) who is mailed for a kind:
 * what they chose, or else everything for an administrateur and nothing for the others.
 */
export function subscribedTo(kind: SubscriptionKind | SQLWrapper): SQL {
  return sql`case when ${subscriptions.kinds} is null then ${memberships.role} = 'administrateur'
    else ${kind} = any(${subscriptions.kinds}) end`;
}

/** What a person is mailed for: what they chose, or else everything for an administrateur and nothing for the others. */
export function followedKinds(role: Role, chosen: readonly string[] | null): SubscriptionKind[] {
  if (chosen === null) return role === "administrateur" ? [...SUBSCRIPTION_KINDS] : [];
  return SUBSCRIPTION_KINDS.filter((kind) => chosen.includes(kind));
}

/** The people of an établissement and what each is mailed for. E-mail addresses are for administrateurs. */
export async function loadSubscriptions(scope: Scope): Promise<EtablissementSubscriptions> {
  const { id: etablissementId, role: myRole } = requirePermission(scope, "view");
  const found = await scope.db
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      role: memberships.role,
      chosen: subscriptions.kinds,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .leftJoin(subscriptions, PERSON_CHOICE)
    .where(eq(memberships.etablissementId, etablissementId))
    .orderBy(asc(users.name), asc(users.id));
  const withAddresses = hasPermission(myRole, "administer");
  return {
    people: found.map(({ id, name, email, role, chosen }) => ({
      id,
      name,
      role: ROLE_LABELS[role],
      email: withAddresses ? email : null,
      kinds: followedKinds(role, chosen),
    })),
    choice: SUBSCRIPTION_KINDS.map((kind) => ({ kind, label: SUBSCRIPTION_LABELS[kind] })),
    mailConfigured: env().SMTP_URL !== undefined,
  };
}

/** What a person of the établissement shall be mailed for. */
export type SubscriptionSetting = { userId: string; kinds: readonly string[] };

const isKnown = (kind: string): kind is SubscriptionKind => SUBSCRIPTION_KINDS.some((known) => known === kind);

async function getCurrent(tx: Db, etablissementId: string): Promise<Map<string, SubscriptionKind[]>> {
  const found = await tx
    .select({ id: memberships.userId, role: memberships.role, chosen: subscriptions.kinds })
    .from(memberships)
    .leftJoin(subscriptions, PERSON_CHOICE)
    .where(eq(memberships.etablissementId, etablissementId));
  return new Map(found.map(({ id, role, chosen }) => [id, followedKinds(role, chosen)]));
}

/** Those that change something; a person left as they were keeps following their role. */
function changes(current: Map<string, SubscriptionKind[]>, settings: readonly SubscriptionSetting[]) {
  return settings.flatMap(({ userId, kinds }) => {
    const followed = current.get(userId);
    if (followed === undefined || !kinds.every(isKnown)) {
      throw new ServiceError("INVALID_INPUT", "La liste des personnes a changé : rechargez la page et recommencez.");
    }
    const wanted = SUBSCRIPTION_KINDS.filter((kind) => kinds.includes(kind));
    return wanted.join() === followed.join() ? [] : [{ userId, kinds: wanted }];
  });
}

/** Who is mailed, for what, in an établissement. Answers how many people changed. Throws INVALID_INPUT for a person of another one. */
export async function setSubscriptions(scope: Scope, settings: readonly SubscriptionSetting[]): Promise<number> {
  const { id: etablissementId } = requirePermission(scope, "administer");
  return scope.db.transaction(async (tx) => {
    const changed = changes(await getCurrent(tx, etablissementId), settings);
    for (const { userId, kinds } of changed) {
      await tx
        .insert(subscriptions)
        .values({ etablissementId, userId, kinds })
        .onConflictDoUpdate({ target: [subscriptions.etablissementId, subscriptions.userId], set: { kinds } });
    }
    if (changed.length > 0) {
      await recordAudit({ ...scope, db: tx }, etablissementId, "alertes-set", { people: changed.length });
    }
    return changed.length;
  });
}
