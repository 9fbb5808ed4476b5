import { sql } from "drizzle-orm";
import { dossiers } from "@/db/schema/dossiers";
import { heldPushes } from "@/db/schema/pushes";
import { firstAliasOf } from "@/lib/services/dossiers/identifier-alias";

/**
 * True of a dossier whose identifier the software gave to somebody else as well, in any year, answered or not: it would write the corrections
 * that it is told of on the wrong person.
 */
export const MEANS_SOMEBODY_ELSE = sql<boolean>`(
  exists (select from ${heldPushes} h where h.dossier_id = ${dossiers.id})
  or exists (select from ${heldPushes} h where h.etablissement_id = ${dossiers.etablissementId}
    and h.id_erp_apprenant = ${dossiers.idErpApprenant})
  or exists (select from ${dossiers} o where o.etablissement_id = ${dossiers.etablissementId}
    and o.id_erp_apprenant = ${firstAliasOf(dossiers.idErpApprenant)}))`;
