import { isDeepStrictEqual } from "node:util";
import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { allowLongWork } from "@/db/long-work";
import { departs } from "@/db/schema/a-surveiller";
import { changeSets, correctionChanges } from "@/db/schema/corrections";
import { isUuid } from "@/lib/domain/is-uuid";
import { ServiceError } from "@/lib/errors";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { actorId } from "@/lib/services/context";
import {
  type CorrectedDossier,
  getCorrectables,
  lockEtablissement,
  writeCorrected,
} from "@/lib/services/dossiers/corrections/corrected-dossiers";
import { withCorrection } from "@/lib/services/dossiers/corrections/new-corrections";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";

export type UndoneChangeSet = {
  title: string;
  /** Dossiers put back as they were. */
  dossiers: number;
  /** Values that somebody, or the software, has changed since: left as they are. */
  conflicts: number;
};

async function getChangeSet(tx: Db, etablissementId: string, changeSetId: string) {
  const [changeSet] = isUuid(changeSetId)
    ? await tx
        .select({ title: changeSets.title, undoneAt: changeSets.undoneAt })
        .from(changeSets)
        .where(and(eq(changeSets.id, changeSetId), eq(changeSets.etablissementId, etablissementId)))
    : [];
  if (changeSet === undefined) throw new ServiceError("NOT_FOUND", "Cette correction n'existe pas.");
  if (changeSet.undoneAt !== null) throw new ServiceError("CONFLICT", "Cette correction est déjà annulée.");
  return changeSet;
}

/** The dossiers of a change set as they were before it, where nobody came after. */
async function putBack(tx: Db, etablissementId: string, changeSetId: string) {
  const rows = await tx.select().from(correctionChanges).where(eq(correctionChanges.changeSetId, changeSetId));
  const found = await getCorrectables(tx, etablissementId, [...new Set(rows.map((l) => l.dossierId))]);
  const restored = new Map<string, CorrectedDossier>(
    found.map((dossier) => [dossier.id, { dossier, corrections: dossier.corrections }]),
  );
  let conflicts = 0;
  for (const { dossierId, champ, before, after } of rows) {
    const corrected = restored.get(dossierId);
    if (corrected === undefined || !isDeepStrictEqual(corrected.dossier.corrections[champ] ?? null, after))
      conflicts += 1;
    else corrected.corrections = withCorrection(corrected.corrections, champ, before);
  }
  return { corrected: [...restored.values()].filter((c) => c.corrections !== c.dossier.corrections), conflicts };
}

/**
 * Undoes corrections that were made in one gesture, in one transaction. A value that has changed since stays and is counted.
 * Throws NOT_FOUND, CONFLICT when it is already undone or when nothing of it is left to undo, INVALID_INPUT when two dossiers would
 * have one year (refuseSharedYear).
 */
export async function undoChangeSet(scope: Scope, changeSetId: string): Promise<UndoneChangeSet> {
  const { id: etablissementId } = requirePermission(scope, "manage");
  return scope.db.transaction(async (tx) => {
    await allowLongWork(tx);
    await lockEtablissement(tx, etablissementId);
    const { title } = await getChangeSet(tx, etablissementId, changeSetId);
    const { corrected, conflicts } = await putBack(tx, etablissementId, changeSetId);
    if (corrected.length === 0) {
      throw new ServiceError("CONFLICT", "Il n'y a rien à annuler : toutes ces valeurs ont changé depuis.");
    }
    await writeCorrected(tx, etablissementId, corrected);
    // A departure that was declared by this gesture is no longer one.
    await tx.delete(departs).where(eq(departs.changeSetId, changeSetId));
    await tx
      .update(changeSets)
      .set({ undoneAt: scope.now, undoneBy: actorId(scope.actor) })
      .where(eq(changeSets.id, changeSetId));
    const details = { changeSet: changeSetId, dossiers: corrected.length, conflicts };
    await recordAudit({ ...scope, db: tx }, etablissementId, "correction-undone", details);
    return { title, dossiers: corrected.length, conflicts };
  });
}

/** What became of an undone gesture, in one or two sentences. */
export function describeUndo({ title, dossiers, conflicts }: UndoneChangeSet): string {
  const restored = dossiers < 2 ? "1 dossier remis comme avant" : `${dossiers} dossiers remis comme avant`;
  const left =
    conflicts === 0
      ? ""
      : conflicts === 1
        ? " 1 valeur, changée depuis, est laissée telle quelle."
        : ` ${conflicts} valeurs, changées depuis, sont laissées telles quelles.`;
  return `${title} : ${restored}.${left}`;
}
