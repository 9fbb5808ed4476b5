import { and, desc, eq, sql } from "drizzle-orm";
import { dossiers } from "@/db/schema/dossiers";
import type { JsonObject } from "@/lib/domain/json";
import { parisDay } from "@/lib/domain/paris-day";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";

/** What the dossiers of one établissement nearly all share. */
const SHARED = [
  "etablissement_responsable_uai",
  "etablissement_responsable_siret",
  "etablissement_formateur_uai",
  "etablissement_formateur_siret",
] as const;

/** The school year that it is: the next one from July, when its dossiers are made. */
function schoolYearOn(now: Date): string {
  const day = parisDay(now);
  const first = Number(day.slice(0, 4)) - (day.slice(5) < "07-01" ? 1 : 0);
  return `${first}-${first + 1}`;
}

/**
 * What a new dossier's form holds at first: the school year, and the UAIs and SIRETs of the last sound dossier that was made: the last that
 * changed may have done so by itself, of a couple that the TBA no longer knows. Throws FORBIDDEN.
 */
export async function newDossierDefaults(scope: Scope): Promise<JsonObject> {
  const { id } = requirePermission(scope, "manage");
  const [last] = await scope.db
    .select({ payload: sql<JsonObject>`${dossiers.payload}::jsonb` })
    .from(dossiers)
    .where(and(eq(dossiers.etablissementId, id), eq(dossiers.apprenti, true), eq(dossiers.blocked, false)))
    .orderBy(desc(dossiers.createdAt))
    .limit(1);
  const shared = SHARED.flatMap((key) => {
    const value = last?.payload[key];
    return value === undefined ? [] : [[key, value] as const];
  });
  return { annee_scolaire: schoolYearOn(scope.now), ...Object.fromEntries(shared) };
}
