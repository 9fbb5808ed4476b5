import { sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import type { Entered } from "@/lib/services/jetons/open-jeton";

/** Notes that a software sent these dossiers (each «["identifier","year"]»), changed or not. */
export async function recordSightings(
  tx: Db,
  { id: etablissementId, jetonId }: Entered,
  at: Date,
  keys: readonly string[],
): Promise<void> {
  if (keys.length === 0) return;
  await tx.execute(sql`insert into push_sightings (dossier_id, etablissement_id, jeton_id, at)
    select d.id, d.etablissement_id, ${jetonId}::uuid, ${at.toISOString()}::timestamptz
    from jsonb_array_elements(${`[${keys.join(",")}]`}::jsonb) as e
      join dossiers d on d.etablissement_id = ${etablissementId}::uuid and d.id_erp_apprenant = e ->> 0 and d.annee_scolaire = e ->> 1
    on conflict (dossier_id) do update set jeton_id = excluded.jeton_id, at = excluded.at`);
}
