import { and, asc, eq, isNotNull } from "drizzle-orm";
import type { Db } from "@/db/database";
import { dossiers, submissions } from "@/db/schema/dossiers";
import { describeLeftBehind, keptBeside, tbaKeyOf } from "@/lib/domain/left-behind";
import { getUnknownCouples } from "@/lib/services/preparation/dossier-contexts";
import type { LeftBehindDossier } from "./a-surveiller.types";

/** The dossiers that the TBA took under another formateur, school year or identifier, and keeps. Of a couple that it does not know, it kept nothing. */
export async function listLeftBehind(db: Db, etablissementId: string): Promise<LeftBehindDossier[]> {
  const found = await db
    .select({
      id: dossiers.id,
      apprenant: dossiers.apprenant,
      formation: dossiers.formation,
      identifier: dossiers.idErpApprenant,
      payload: dossiers.payload,
      sentPayload: submissions.sentPayload,
      left: submissions.leftBehind,
    })
    .from(submissions)
    .innerJoin(dossiers, eq(dossiers.id, submissions.dossierId))
    .where(and(eq(submissions.etablissementId, etablissementId), isNotNull(submissions.leftBehind)))
    .orderBy(asc(dossiers.apprenantSort), asc(dossiers.numero));
  if (found.length === 0) return [];
  const unknown = await getUnknownCouples(db);
  return found.flatMap(({ payload, sentPayload, left, ...dossier }) => {
    const has = tbaKeyOf(JSON.parse(sentPayload ?? payload));
    return keptBeside(left ?? [], has)
      .filter(({ uai, siret }) => !unknown.has(`${uai}:${siret}`))
      .map((one) => ({ ...dossier, identifier: one.id, under: describeLeftBehind(one, has) }));
  });
}
