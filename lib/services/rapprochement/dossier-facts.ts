import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { dossiers, submissions } from "@/db/schema/dossiers";
import { tbaDay } from "@/lib/domain/day";
import type { JsonObject } from "@/lib/domain/json";
import { parisDay } from "@/lib/domain/paris-day";
import type { DossierFacts } from "@/lib/domain/rapprochement/facts.types";

const text = (value: unknown) => (typeof value === "string" || typeof value === "number" ? String(value).trim() : "");
const filled = (...values: unknown[]) => [...new Set(values.map(text).filter((each) => each !== ""))];

const COLUMNS = {
  id: dossiers.id,
  anneeScolaire: dossiers.anneeScolaire,
  payload: dossiers.payload,
  fingerprint: dossiers.fingerprint,
  blocked: dossiers.blocked,
  anomalies: dossiers.anomalies,
  parcours: dossiers.parcours,
  exclusion: dossiers.exclusion,
  submission: submissions,
};

/** What a rapprochement has to know of an établissement's apprentices, in the order of the report. */
export async function loadFacts(db: Db, etablissementId: string): Promise<DossierFacts[]> {
  const found = await db
    .select(COLUMNS)
    .from(dossiers)
    .leftJoin(submissions, eq(submissions.dossierId, dossiers.id))
    .where(and(eq(dossiers.etablissementId, etablissementId), eq(dossiers.apprenti, true)))
    .orderBy(dossiers.apprenantSort, dossiers.id);
  return found.map(({ payload, fingerprint, blocked, anomalies, exclusion, submission, ...row }): DossierFacts => {
    const values = JSON.parse(payload) as JsonObject;
    const codes = new Set(anomalies.map(({ code }) => code));
    const day = (instant: Date | null | undefined) => (instant ? parisDay(instant) : null);
    return {
      ...row,
      lastName: text(values.nom_apprenant),
      firstName: text(values.prenom_apprenant),
      birth: tbaDay(values.date_de_naissance_apprenant),
      formations: filled(values.formation_cfd, values.formation_rncp).map((code) => code.toUpperCase()),
      uais: filled(values.etablissement_formateur_uai, values.etablissement_responsable_uai),
      exclusion: { own: exclusion, kept: submission?.keptExclusion ?? null, sent: !blocked },
      blocking: anomalies.find(({ severity }) => severity === "bloquante") ?? null,
      hidden: codes.has("COUPLE_INCONNU") ? "COUPLE_INCONNU" : codes.has("ORGANISME_FERME") ? "ORGANISME_FERME" : null,
      refusal:
        submission?.refusedFingerprint === fingerprint ? (submission.tbaMessages[0] ?? "sans dire pourquoi") : null,
      receivedOn: day(submission?.receivedAt),
      acceptedOn: day(submission?.sentAt),
    };
  });
}
