import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { dossiers, submissions } from "@/db/schema/dossiers";
import { tbaDay } from "@/lib/domain/day";
import { yearOf } from "@/lib/domain/identity-fields";
import type { JsonObject } from "@/lib/domain/json";
import { parisDay } from "@/lib/domain/paris-day";
import type { DossierFacts } from "@/lib/domain/rapprochement/facts.types";

const text = (value: unknown) => (typeof value === "string" || typeof value === "number" ? String(value).trim() : "");
/** Codes as the TBA keeps them, and shows them in its lists. */
const codes = (...values: unknown[]) => [
  ...new Set(values.map((value) => text(value).toUpperCase()).filter((each) => each !== "")),
];

/** The same of an RNCP: without separators, with the prefix that it is often sent without. */
function rncpCode(value: unknown): string {
  const code = text(value)
    .toUpperCase()
    .replace(/[\s.-]+/g, "");
  return /^\d/.test(code) ? `RNCP${code}` : code;
}

const COLUMNS = {
  id: dossiers.id,
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
  const rows = await db
    .select(COLUMNS)
    .from(dossiers)
    .leftJoin(submissions, eq(submissions.dossierId, dossiers.id))
    .where(and(eq(dossiers.etablissementId, etablissementId), eq(dossiers.apprenti, true)))
    .orderBy(dossiers.apprenantSort, dossiers.id);
  return rows.map(({ payload, fingerprint, blocked, anomalies, exclusion, submission, ...row }): DossierFacts => {
    const values = JSON.parse(payload) as JsonObject;
    const found = new Set(anomalies.map(({ code }) => code));
    const day = (instant: Date | null | undefined) => (instant ? parisDay(instant) : null);
    return {
      ...row,
      anneeScolaire: yearOf(values),
      lastName: text(values.nom_apprenant),
      firstName: text(values.prenom_apprenant),
      birth: tbaDay(values.date_de_naissance_apprenant),
      formations: codes(values.formation_cfd, rncpCode(values.formation_rncp)),
      uais: codes(values.etablissement_formateur_uai, values.etablissement_responsable_uai),
      exclusion: { own: exclusion, kept: submission?.keptExclusion ?? null, sent: !blocked },
      blocking: anomalies.find(({ severity }) => severity === "bloquante") ?? null,
      hidden: found.has("COUPLE_INCONNU") ? "COUPLE_INCONNU" : found.has("ORGANISME_FERME") ? "ORGANISME_FERME" : null,
      refusal:
        submission?.refusedFingerprint === fingerprint ? (submission.tbaMessages[0] ?? "sans dire pourquoi") : null,
      receivedOn: day(submission?.receivedAt),
      acceptedOn: day(submission?.sentAt),
    };
  });
}
