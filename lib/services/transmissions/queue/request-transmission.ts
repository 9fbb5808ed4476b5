import { eq } from "drizzle-orm";
import type { PgBoss } from "pg-boss";
import { announceJobs } from "@/db/announcements";
import { tbaKeys } from "@/db/schema/tba";
import { ServiceError } from "@/lib/errors";
import { actorId } from "@/lib/services/context";
import { requireKey } from "@/lib/services/etablissements/night-eligible";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { countRequest } from "@/lib/services/users/sign-in-rate-limit";
import { type JobData, MANUAL_PRIORITY, TRANSMISSION_QUEUE } from "./queue";

const HOUR_MS = 3600_000;
/** Nobody needs more by hand: the night sends all, and each run costs the TBA a call for each batch. */
const MAX_PER_PERSON = 20;
const MAX_PER_ETABLISSEMENT = 30;

async function countTransmission(scope: Scope, etablissementId: string): Promise<void> {
  const windowMs = HOUR_MS;
  const by = actorId(scope.actor);
  if (by !== null) {
    const sentence = `Vous avez déjà demandé ${MAX_PER_PERSON} transmissions en une heure`;
    await countRequest(scope, "transmission", by, { max: MAX_PER_PERSON, windowMs, sentence });
  }
  const sentence = `Cet établissement a déjà demandé ${MAX_PER_ETABLISSEMENT} transmissions en une heure`;
  await countRequest(scope, "transmission", etablissementId, { max: MAX_PER_ETABLISSEMENT, windowMs, sentence });
}

/**
 * «Transmettre maintenant», or «Relancer» what the last run left (`resume`): the night's job, before the others.
 * One that waits for its turn, or for the TBA to be back, is brought forward. Throws INVALID_INPUT (no key), CONFLICT (under way),
 * TOO_MANY_ATTEMPTS.
 */
export async function requestTransmission(scope: Scope, boss: PgBoss, { resume }: { resume: boolean }): Promise<void> {
  const { id: etablissementId } = requirePermission(scope, "manage");
  const [key] = await scope.db
    .select({ etablissementId: tbaKeys.etablissementId })
    .from(tbaKeys)
    .where(eq(tbaKeys.etablissementId, etablissementId));
  requireKey(key);
  await countTransmission(scope, etablissementId);
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
  if (updated === 0 && (await boss.send(TRANSMISSION_QUEUE, data, wanted)) === null) {
    throw new ServiceError(
      "CONFLICT",
      "Une transmission est déjà en cours pour cet établissement : attendez qu'elle finisse.",
    );
  }
  await announceJobs(scope.db, TRANSMISSION_QUEUE);
}
