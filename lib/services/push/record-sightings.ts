import { sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { uuidArray } from "@/db/uuid-array";
import type { Entered } from "@/lib/services/jetons/open-jeton";

/** Notes that a software sent these dossiers of an établissement, changed or not. */
export async function recordSightings(
  tx: Db,
  { id: etablissementId, jetonId }: Entered,
  at: Date,
  dossierIds: readonly string[],
): Promise<void> {
  if (dossierIds.length === 0) return;
  await tx.execute(sql`insert into push_sightings (dossier_id, etablissement_id, jeton_id, at)
    select id, ${etablissementId}::uuid, ${jetonId}::uuid, ${at.toISOString()}::timestamptz from unnest(${uuidArray(dossierIds)}) as id
    on conflict (dossier_id) do update set jeton_id = excluded.jeton_id, at = excluded.at`);
}
