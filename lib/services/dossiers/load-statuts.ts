import { and, eq } from "drizzle-orm";
import { dossiers, submissions } from "@/db/schema/dossiers";
import { type Day, frenchDay } from "@/lib/domain/day";
import { type ExplainedStep, explainStatuts } from "@/lib/domain/explain-statuts";
import { isUuid } from "@/lib/domain/is-uuid";
import type { JsonObject } from "@/lib/domain/json";
import { comesBackOn, type ExclusionState, takenBack } from "@/lib/domain/kept-exclusion";
import { parisDay } from "@/lib/domain/paris-day";
import { ServiceError } from "@/lib/errors";
import { recordReading } from "@/lib/services/audit/record-reading";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import type { DossierStatuts } from "./statuts.types";

function shownOn(steps: readonly ExplainedStep[], exclusion: ExclusionState, day: Day): DossierStatuts["shown"] {
  const kept = takenBack(exclusion);
  if (kept !== null && comesBackOn(exclusion, day)) {
    const when = exclusion.sent ? "Le TBA recalcule tout le samedi à 5 h" : "Le dossier n'est plus transmis";
    return {
      statut: "ABANDON",
      rule: `${when}, et il garde l'exclusion du ${frenchDay(kept)} qui lui fut transmise.`,
    };
  }
  const current = steps.findLast((step) => step.day <= day);
  if (current !== undefined) return { statut: current.statut, rule: current.rule };
  const [first] = steps;
  if (first === undefined) return null;
  const rule = `Le parcours commence le ${frenchDay(first.day)} : les listes du TBA ne montrent pas l'apprenant avant ce jour.`;
  return { statut: "INSCRIT", rule };
}

/** What the TBA would show of a dossier on a day (today when none is asked), and why. Throws NOT_FOUND. */
export async function loadStatuts(scope: Scope, id: string, asked: Day | null): Promise<DossierStatuts> {
  const { db, now } = scope;
  const { id: etablissementId } = requirePermission(scope, "view");
  const [found] = isUuid(id)
    ? await db
        .select({
          id: dossiers.id,
          apprenant: dossiers.apprenant,
          formation: dossiers.formation,
          payload: dossiers.payload,
          parcours: dossiers.parcours,
          blocked: dossiers.blocked,
          own: dossiers.exclusion,
          kept: submissions.keptExclusion,
        })
        .from(dossiers)
        .leftJoin(submissions, eq(submissions.dossierId, dossiers.id))
        .where(and(eq(dossiers.id, id), eq(dossiers.etablissementId, etablissementId)))
    : [];
  if (found === undefined) throw new ServiceError("NOT_FOUND", "Ce dossier n'existe pas.");
  await recordReading(scope, etablissementId, found.id);
  const { payload, parcours, blocked, own, kept, ...dossier } = found;
  const today = parisDay(now);
  const day = asked ?? today;
  const exclusion = { own, kept, sent: !blocked };
  const steps = explainStatuts(JSON.parse(payload) as JsonObject, parcours ?? []);
  return { ...dossier, today, day, exclusion, steps, shown: shownOn(steps, exclusion, day) };
}
