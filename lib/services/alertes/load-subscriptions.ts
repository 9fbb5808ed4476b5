import { asc, eq } from "drizzle-orm";
import { subscriptions } from "@/db/schema/alertes";
import { memberships, users } from "@/db/schema/users";
import { SUBSCRIPTION_KINDS, type SubscriptionKind } from "@/lib/domain/enumerations";
import { hasPermission, ROLE_LABELS, type Role } from "@/lib/domain/roles";
import { env } from "@/lib/env";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { SUBSCRIPTION_LABELS } from "./alerte-sentences";
import type { EtablissementSubscriptions } from "./alertes.types";
import { PERSON_CHOICE } from "./subscribed-to";

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
