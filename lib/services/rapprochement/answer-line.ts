import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { rapprochementAnswers, rapprochementEntries } from "@/db/schema/rapprochements";
import type { AuditAction } from "@/lib/domain/enumerations";
import { isUuid } from "@/lib/domain/is-uuid";
import { lineKey } from "@/lib/domain/rapprochement/reconcile";
import { ServiceError } from "@/lib/errors";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { actorId } from "@/lib/services/context";
import { lockEtablissement } from "@/lib/services/dossiers/corrections/corrected-dossiers";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import type { ImportRequests } from "@/lib/services/imports/queue/request-job";
import { personHash } from "@/lib/services/preparation/prepared-columns";
import { forgetSighting } from "./forget-sighting";
import { requestSameRapprochement } from "./request-rapprochement";

/** A line to confirm, as the page names it: the rapprochement and the rank of its entry. */
type ToConfirm = { rapprochementId: string; rank: number };

async function inEtablissement(
  scope: Scope,
  boss: ImportRequests,
  action: AuditAction,
  write: (tx: Db, etablissementId: string) => Promise<string>,
): Promise<void> {
  const { id: etablissementId } = requirePermission(scope, "manage");
  await scope.db.transaction(async (tx) => {
    await lockEtablissement(tx, etablissementId);
    const dossier = await write(tx, etablissementId);
    await requestSameRapprochement(tx, etablissementId, boss);
    await recordAudit({ ...scope, db: tx }, etablissementId, action, { dossier });
  });
}

/**
 * «C'est la même personne», or not: what is said of a line to confirm holds for all the lists to come, and the last ones are compared again.
 * Throws FORBIDDEN, NOT_FOUND when the line no longer waits for an answer.
 */
export function answerLine(scope: Scope, boss: ImportRequests, line: ToConfirm, same: boolean): Promise<void> {
  return inEtablissement(scope, boss, "rapprochement-answered", async (tx, etablissementId) => {
    const entries = rapprochementEntries;
    const [found] = isUuid(line.rapprochementId)
      ? await tx
          .select({ dossierId: entries.dossierId, line: entries.line })
          .from(entries)
          .where(
            and(
              eq(entries.etablissementId, etablissementId),
              eq(entries.rapprochementId, line.rapprochementId),
              eq(entries.rank, line.rank),
              eq(entries.category, "to-confirm"),
            ),
          )
      : [];
    if (found === undefined || found.dossierId === null || found.line === null) {
      throw new ServiceError("NOT_FOUND", "Cette ligne n'attend plus de réponse.");
    }
    const { dossierId } = found;
    const answer = { same, at: scope.now, by: actorId(scope.actor) };
    await tx
      .insert(rapprochementAnswers)
      .values({ dossierId, person: personHash(lineKey(found.line)), etablissementId, ...answer })
      .onConflictDoUpdate({ target: [rapprochementAnswers.dossierId, rapprochementAnswers.person], set: answer });
    return dossierId;
  });
}

/** Takes back what was said of a dossier and of whom a list names. Throws FORBIDDEN, NOT_FOUND. */
export function undoAnswer(scope: Scope, boss: ImportRequests, dossierId: string, person: string): Promise<void> {
  return inEtablissement(scope, boss, "rapprochement-answer-undone", async (tx, etablissementId) => {
    const answers = rapprochementAnswers;
    const own = and(
      eq(answers.etablissementId, etablissementId),
      eq(answers.dossierId, dossierId),
      eq(answers.person, person),
    );
    const [removed] = isUuid(dossierId) ? await tx.delete(answers).where(own).returning({ same: answers.same }) : [];
    if (removed === undefined) throw new ServiceError("NOT_FOUND", "Cette réponse est déjà annulée.");
    if (removed.same) await forgetSighting(tx, etablissementId, person);
    return dossierId;
  });
}
