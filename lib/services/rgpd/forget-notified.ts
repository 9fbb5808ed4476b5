import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/database";

const textArray = (texts: readonly string[]): SQL =>
  sql`array(select jsonb_array_elements_text(${JSON.stringify(texts)}::jsonb))`;

/** A condition on notifications `w`: they name one of these identifiers. */
export const namesOneOf = (identifiers: readonly string[]): SQL =>
  sql`w.type = 'dossier.invalide' and exists (select 1 from jsonb_array_elements(w.body #> '{data,dossiers}') as named(dossier)
    where named.dossier ->> 'id_erp_apprenant' = any (${textArray(identifiers)}))`;

/** Takes somebody who is erased out of what softwares were told, or are about to be: their identifiers go, the rest of the message stays. */
export async function forgetNotified(tx: Db, etablissementId: string, identifiers: readonly string[]): Promise<void> {
  await tx.execute(sql`update webhook_deliveries w set body = jsonb_set(w.body, '{data,dossiers}', (
      select coalesce(jsonb_agg(named.dossier), '[]'::jsonb) from jsonb_array_elements(w.body #> '{data,dossiers}') as named(dossier)
      where named.dossier ->> 'id_erp_apprenant' <> all (${textArray(identifiers)})))
    where w.etablissement_id = ${etablissementId}::uuid and ${namesOneOf(identifiers)}`);
}
