import { sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { identifierOf, yearOf } from "@/lib/domain/identity-fields";
import type { JsonObject } from "@/lib/domain/json";
import type { ClassifiedRows } from "@/lib/services/imports/classify/classify-rows";
import type { Entered } from "@/lib/services/jetons/open-jeton";

/**
 * Keeps the dossiers of a call that are under the identifier of somebody else, for a person to say whose they are; those that came before
 * under the same identifier and no longer are in doubt are let go.
 */
export async function holdPushes(
  tx: Db,
  { id: etablissementId, jetonId }: Entered,
  at: Date,
  sources: readonly JsonObject[],
  { held }: Pick<ClassifiedRows, "held">,
): Promise<void> {
  const keys = JSON.stringify(sources.map((source) => [identifierOf(source), yearOf(source)]));
  await tx.execute(sql`delete from held_pushes h where h.etablissement_id = ${etablissementId}::uuid
    and (h.id_erp_apprenant, h.annee_scolaire) in (select e ->> 0, e ->> 1 from jsonb_array_elements(${keys}::jsonb) as e)`);
  const rows = held.map(({ row: { source }, dossierId }) => ({
    dossier_id: dossierId,
    id_erp: identifierOf(source),
    year: yearOf(source),
    source,
  }));
  if (rows.length === 0) return;
  await tx.execute(sql`insert into held_pushes (etablissement_id, jeton_id, dossier_id, id_erp_apprenant, annee_scolaire, source, at)
    select distinct on (r.id_erp, r.year) ${etablissementId}::uuid, ${jetonId}::uuid, r.dossier_id, r.id_erp, r.year, r.source,
      ${at.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(dossier_id uuid, id_erp text, year text, source jsonb)`);
}
