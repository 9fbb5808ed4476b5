import { eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { subscriptions } from "@/db/schema/alertes";
import { memberships } from "@/db/schema/users";
import { SUBSCRIPTION_KINDS, type SubscriptionKind } from "@/lib/domain/enumerations";
import { ServiceError } from "@/lib/errors";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { followedKinds } from "./load-subscriptions";
import { PERSON_CHOICE } from "./subscribed-to";

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
      throw new ServiceError("INVALID_INPUT", "La liste des personnes a changé : rechargez la page et recommencez.");
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
