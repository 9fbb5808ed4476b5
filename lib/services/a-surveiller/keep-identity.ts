import { and, desc, eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { keptIdentities } from "@/db/schema/a-surveiller";
import { users } from "@/db/schema/users";
import { ServiceError } from "@/lib/errors";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { actorId } from "@/lib/services/context";
import { lockEtablissement } from "@/lib/services/dossiers/corrections/corrected-dossiers";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { reprepareOutdated } from "@/lib/services/preparation/reprepare";
import type { KeptIdentity } from "./a-surveiller.types";
import { namesSamePerson } from "./declare-jumeaux";

/**
 * «Garder celui-ci»: of two identifiers of one person, `kept` is the one whose dossiers leave; the other's no longer do. Throws FORBIDDEN,
 * NOT_FOUND when they are not a possible duplicate of this établissement.
 */
export async function keepIdentity(scope: Scope, kept: string, dropped: string): Promise<void> {
  const { id: etablissementId } = requirePermission(scope, "manage");
  await scope.db.transaction(async (tx) => {
    await lockEtablissement(tx, etablissementId);
    if (kept === dropped || !(await namesSamePerson(tx, etablissementId, kept, dropped))) {
      throw new ServiceError("NOT_FOUND", "Ces deux dossiers ne sont plus pris pour la même personne.");
    }
    const choice = { etablissementId, kept, dropped, at: scope.now, by: actorId(scope.actor) };
    await tx
      .insert(keptIdentities)
      .values(choice)
      .onConflictDoUpdate({ target: [keptIdentities.etablissementId, keptIdentities.dropped], set: choice });
    // Who chose the other before changes their mind.
    await tx
      .delete(keptIdentities)
      .where(
        and(
          eq(keptIdentities.etablissementId, etablissementId),
          eq(keptIdentities.kept, dropped),
          eq(keptIdentities.dropped, kept),
        ),
      );
    await reprepareOutdated(tx, etablissementId, "wait");
    await recordAudit({ ...scope, db: tx }, etablissementId, "identity-kept");
  });
}

/** Takes the choice back: the question returns. Throws FORBIDDEN, NOT_FOUND. */
export async function undoKeptIdentity(scope: Scope, kept: string, dropped: string): Promise<void> {
  const { id: etablissementId } = requirePermission(scope, "manage");
  await scope.db.transaction(async (tx) => {
    await lockEtablissement(tx, etablissementId);
    const removed = await tx
      .delete(keptIdentities)
      .where(
        and(
          eq(keptIdentities.etablissementId, etablissementId),
          eq(keptIdentities.kept, kept),
          eq(keptIdentities.dropped, dropped),
        ),
      )
      .returning({ kept: keptIdentities.kept });
    if (removed.length === 0) throw new ServiceError("NOT_FOUND", "Ce choix est déjà annulé.");
    await reprepareOutdated(tx, etablissementId, "wait");
    await recordAudit({ ...scope, db: tx }, etablissementId, "identity-kept-undone");
  });
}

/** The choices that staff made, the last first. */
export async function listKeptIdentities(db: Db, etablissementId: string): Promise<KeptIdentity[]> {
  const found = await db
    .select({ kept: keptIdentities.kept, dropped: keptIdentities.dropped, at: keptIdentities.at, name: users.name })
    .from(keptIdentities)
    .leftJoin(users, eq(users.id, keptIdentities.by))
    .where(eq(keptIdentities.etablissementId, etablissementId))
    .orderBy(desc(keptIdentities.at));
  return found.map(({ at, name, ...k }) => ({ ...k, at: at.toISOString(), by: name ?? "une personne partie depuis" }));
}
