import { eq } from "drizzle-orm";
import type { PgBoss } from "pg-boss";
import { tbaKeys } from "@/db/schema/tba";
import { ServiceError } from "@/lib/errors";
import { actorId } from "@/lib/services/context";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { type JobData, MANUAL_PRIORITY, TRANSMISSION_QUEUE } from "./queue";

/**
 * «Transmettre maintenant», or «Relancer» what the last run left (`resume`): the night's job, before the others.
 * One that waits for its turn, or for the TBA to be back, is brought forward. Throws INVALID_INPUT (no key), CONFLICT (under way).
 */
export async function requestTransmission(scope: Scope, boss: PgBoss, { resume }: { resume: boolean }): Promise<void> {
  const { id: etablissementId } = requirePermission(scope, "manage");
  const keys = await scope.db.$count(tbaKeys, eq(tbaKeys.etablissementId, etablissementId));
  if (keys === 0) {
    throw new ServiceError(
      "INVALID_INPUT",
      "Aucune clé du TBA n'est enregistrée : un administrateur doit la saisir d'abord.",
    );
  }
  const data: JobData = {
    etablissementId,
    trigger: "manual",
    by: actorId(scope.actor),
    nightId: null,
    resume,
    deferrals: 0,
  };
  const wanted = { singletonKey: etablissementId, priority: MANUAL_PRIORITY };
  const { updated } = await boss.update(TRANSMISSION_QUEUE, data, { ...wanted, startAfter: new Date() });
  if (updated > 0) return;
  if ((await boss.send(TRANSMISSION_QUEUE, data, wanted)) === null) {
    throw new ServiceError(
      "CONFLICT",
      "Une transmission est déjà en cours pour cet établissement : attendez qu'elle finisse.",
    );
  }
}
