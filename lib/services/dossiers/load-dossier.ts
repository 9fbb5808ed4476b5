import { and, eq, getTableColumns } from "drizzle-orm";
import { dossiers, submissions } from "@/db/schema/dossiers";
import { effectiveValues } from "@/lib/domain/corrections";
import { tbaDay } from "@/lib/domain/day";
import { yearOf } from "@/lib/domain/identity-fields";
import { isUuid } from "@/lib/domain/is-uuid";
import { doubtKey, openDoubts } from "@/lib/domain/open-doubts";
import { parisDay } from "@/lib/domain/paris-day";
import { hasPermission } from "@/lib/domain/roles";
import { ServiceError } from "@/lib/errors";
import { recordReading } from "@/lib/services/audit/record-reading";
import { VERSION } from "@/lib/services/dossiers/dossier-version";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { ETAT_SQL } from "@/lib/services/rapport/columns-sql";
import type { RapportFilters } from "@/lib/services/rapport/rapport.types";
import type { Dossier } from "./dossiers.types";
import { findNeighbours } from "./find-neighbours";
import { listHistory } from "./list-history";
import { otherTbaDossiers } from "./other-tba-dossiers";
import { marksOf, submissionsOf } from "./tba-marks";

/**
 * All that the page of a dossier shows, and its neighbours in the report as `filters` keep it; that it was read is in the journal.
 * Throws NOT_FOUND: an unknown identifier and one of another établissement look the same.
 */
export async function loadDossier(scope: Scope, id: string, filters: RapportFilters): Promise<Dossier> {
  const { db, now } = scope;
  const { id: etablissementId, role } = requirePermission(scope, "view");
  const [found] = isUuid(id)
    ? await db
        .select({ ...getTableColumns(dossiers), version: VERSION, etat: ETAT_SQL, submission: submissions })
        .from(dossiers)
        .leftJoin(submissions, eq(submissions.dossierId, dossiers.id))
        .where(and(eq(dossiers.id, id), eq(dossiers.etablissementId, etablissementId)))
    : [];
  if (found === undefined) throw new ServiceError("NOT_FOUND", "Ce dossier n'existe pas.");
  await recordReading(scope, etablissementId, found.id);
  const day = parisDay(now);
  const values = effectiveValues(found.source, found.corrections);
  return {
    id: found.id,
    version: found.version,
    numero: found.numero,
    apprenant: found.apprenant,
    formation: found.formation,
    employeur: found.employeur,
    anneeScolaire: yearOf(values),
    apprenti: found.apprenti,
    etat: found.etat,
    source: found.source,
    corrections: found.corrections,
    doubts: openDoubts(found).map((doubt) => ({
      key: doubtKey(doubt, found.source),
      code: doubt.code,
      sentence: doubt.sentence,
    })),
    anomalies: found.anomalies,
    // Nothing is forecast of somebody whom the TBA never has.
    parcours: found.apprenti || found.submission?.sentAt ? found.parcours : null,
    finFormation: tbaDay(values.date_fin_formation),
    exclusion: { own: found.exclusion, kept: found.submission?.keptExclusion ?? null, sent: !found.blocked },
    today: day,
    marks: marksOf(found.submission, found.fingerprint),
    submissions: submissionsOf(found.submission, found),
    others: await otherTbaDossiers(db, found, found.submission),
    history: await listHistory(db, found),
    neighbours: await findNeighbours(db, etablissementId, found.id, filters, day),
    canCorrect: hasPermission(role, "manage"),
    canAdminister: hasPermission(role, "administer"),
  };
}
