import { and, eq, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { subscriptions } from "@/db/schema/alertes";
import { memberships } from "@/db/schema/users";
import type { SubscriptionKind } from "@/lib/domain/enumerations";

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
