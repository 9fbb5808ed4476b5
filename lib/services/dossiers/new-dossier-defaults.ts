import { and, desc, eq, sql } from "drizzle-orm";
import { dossiers } from "@/db/schema/dossiers";
import type { JsonObject } from "@/lib/domain/json";
import { schoolYearOn } from "@/lib/domain/school-year";
import { SHARED_COUPLES } from "@/lib/domain/shared-champs";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";

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
  const shared = SHARED_COUPLES.flatMap((key) => {
    const value = last?.payload[key];
    return value === undefined ? [] : [[key, value] as const];
  });
  return { annee_scolaire: schoolYearOn(scope.now), ...Object.fromEntries(shared) };
}
