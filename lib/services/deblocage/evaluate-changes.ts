import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { dossiers, submissions } from "@/db/schema/dossiers";
import type { Evaluation } from "@/lib/domain/prepare";
import { IDENTITY_FIELDS } from "@/lib/domain/set-aside-reason";
import {
  CORRECTABLE,
  type CorrectedDossier,
  evaluateCorrected,
  idIn,
} from "@/lib/services/dossiers/corrections/corrected-dossiers";
import { type Change, newCorrections } from "@/lib/services/dossiers/corrections/new-corrections";
import { refuseSharedYear } from "@/lib/services/dossiers/corrections/shared-year";
import type { DossierContexts } from "@/lib/services/preparation/dossier-contexts";
import { personOf } from "@/lib/services/preparation/prepared-columns";
import { findWaiting, type Leaving } from "@/lib/services/preparation/waiting-twins";

/** What a correction needs of dossiers, and what they are before it. */
export async function readDossiers(db: Db, etablissementId: string, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return db
    .select({
      ...CORRECTABLE,
      apprenti: dossiers.apprenti,
      fingerprint: dossiers.fingerprint,
      sent: submissions.sentFingerprint,
      refused: submissions.refusedFingerprint,
      sentPayload: submissions.sentPayload,
    })
    .from(dossiers)
    .leftJoin(submissions, eq(submissions.dossierId, dossiers.id))
    .where(and(eq(dossiers.etablissementId, etablissementId), idIn(ids)));
}

export type Before = Awaited<ReturnType<typeof readDossiers>>[number];
/** A dossier before changes and after them. */
export type Evaluated = { before: Before; after: Evaluation; corrected: CorrectedDossier };

const isRenamed = ({ dossier, corrections }: CorrectedDossier) =>
  IDENTITY_FIELDS.some((champ) => corrections[champ] !== dossier.corrections[champ]);

/** Those that a correction makes the second dossier of somebody whom the TBA has would wait: they alone do not say it. */
async function holdTwins(db: Db, etablissementId: string, evaluated: readonly Evaluated[]): Promise<Evaluated[]> {
  const leaving = evaluated.flatMap(({ before, after, corrected }, rank): Leaving[] => {
    if (after.blocked || !after.apprenti || !isRenamed(corrected)) return [];
    const person = personOf(after.payload);
    return person === null ? [] : [{ rank, dossier: before.id, identifier: before.idErpApprenant, person }];
  });
  const waiting = await findWaiting(db, etablissementId, leaving);
  return evaluated.map((one, rank) => (waiting.has(rank) ? { ...one, after: { ...one.after, blocked: true } } : one));
}

/** What changes make of dossiers that were read. Throws what refuseSharedYear throws. */
export async function evaluateChanges(
  { db, etablissementId }: { db: Db; etablissementId: string },
  read: readonly Before[],
  changes: readonly Change[],
  ctx: DossierContexts,
): Promise<Evaluated[]> {
  const befores = new Map(read.map((before) => [before.id, before]));
  const { corrected } = newCorrections(read, changes);
  await refuseSharedYear(db, etablissementId, corrected);
  const evaluations = await evaluateCorrected(corrected, ctx);
  const evaluated = corrected.flatMap((one, rank) => {
    const [before, after] = [befores.get(one.dossier.id), evaluations[rank]];
    return before === undefined || after === undefined ? [] : [{ before, after, corrected: one }];
  });
  return holdTwins(db, etablissementId, evaluated);
}
