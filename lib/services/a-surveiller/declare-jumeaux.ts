import { and, eq, inArray, isNotNull } from "drizzle-orm";
import type { Db } from "@/db/database";
import { jumeaux } from "@/db/schema/a-surveiller";
import { dossiers } from "@/db/schema/dossiers";
import { ServiceError } from "@/lib/errors";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { actorId } from "@/lib/services/context";
import { lockEtablissement } from "@/lib/services/dossiers/corrections/corrected-dossiers";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { reprepareOutdated } from "@/lib/services/preparation/reprepare";

type Pair = { first: string; second: string };

/** In the order in which the table keeps them. */
const store = (a: string, b: string): Pair => (a < b ? { first: a, second: b } : { first: b, second: a });

/** The same name and the same birth under both identifiers, in this établissement. */
async function samePerson(tx: Db, etablissementId: string, { first, second }: Pair): Promise<boolean> {
  const found = await tx
    .selectDistinct({ identifier: dossiers.idErpApprenant, person: dossiers.person })
    .from(dossiers)
    .where(
      and(
        eq(dossiers.etablissementId, etablissementId),
        inArray(dossiers.idErpApprenant, [first, second]),
        isNotNull(dossiers.person),
      ),
    );
  return found.some(
    (a) => a.identifier === first && found.some((b) => b.identifier === second && b.person === a.person),
  );
}

/** True when two identifiers of this établissement stand for one person. */
export const namesSamePerson = (tx: Db, etablissementId: string, a: string, b: string): Promise<boolean> =>
  samePerson(tx, etablissementId, store(a, b));

/**
 * «Ce sont des jumeaux»: these two identifiers are two people, once and for all. Their dossiers are prepared again without the doubt.
 * Throws FORBIDDEN, NOT_FOUND when they are not a possible duplicate of this établissement.
 */
export async function declareJumeaux(scope: Scope, a: string, b: string): Promise<void> {
  const { id: etablissementId } = requirePermission(scope, "manage");
  const pair = store(a, b);
  await scope.db.transaction(async (tx) => {
    await lockEtablissement(tx, etablissementId);
    if (a === b || !(await samePerson(tx, etablissementId, pair))) {
      throw new ServiceError("NOT_FOUND", "Ces deux dossiers ne sont plus pris pour la même personne.");
    }
    await tx
      .insert(jumeaux)
      .values({ etablissementId, ...pair, at: scope.now, by: actorId(scope.actor) })
      .onConflictDoNothing();
    await reprepareOutdated(tx, etablissementId, "wait");
    await recordAudit({ ...scope, db: tx }, etablissementId, "jumeaux");
  });
}

/** Takes it back: the doubt returns. Throws FORBIDDEN, NOT_FOUND. */
export async function undoJumeaux(scope: Scope, a: string, b: string): Promise<void> {
  const { id: etablissementId } = requirePermission(scope, "manage");
  const { first, second } = store(a, b);
  await scope.db.transaction(async (tx) => {
    await lockEtablissement(tx, etablissementId);
    const removed = await tx
      .delete(jumeaux)
      .where(and(eq(jumeaux.etablissementId, etablissementId), eq(jumeaux.first, first), eq(jumeaux.second, second)))
      .returning({ first: jumeaux.first });
    if (removed.length === 0) throw new ServiceError("NOT_FOUND", "Cette réponse est déjà annulée.");
    await reprepareOutdated(tx, etablissementId, "wait");
    await recordAudit({ ...scope, db: tx }, etablissementId, "jumeaux-undone");
  });
}
