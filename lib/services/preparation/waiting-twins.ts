import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";

const WaitingSchema = z.object({ rank: z.number() });

/** A dossier as it is about to be written: `dossier` null when it is new, `person` as the column holds it. */
export type Leaving = { rank: number; dossier: string | null; identifier: string; person: string };

/**
 * The ranks of those that would not leave, being taken for somebody who stands already under another identifier: whom the TBA has under that
 * one, or whom staff kept under it. `DossierContexts`, which knows of stored dossiers alone, says it only once they are written.
 */
export async function findWaiting(
  db: Db,
  etablissementId: string,
  leaving: readonly Leaving[],
): Promise<ReadonlySet<number>> {
  if (leaving.length === 0) return new Set();
  const own = sql`${etablissementId}::uuid`;
  const found = await parsedRows(
    db,
    WaitingSchema,
    sql`select e.rank from jsonb_to_recordset(${JSON.stringify(leaving)}::jsonb)
        as e(rank int, dossier uuid, identifier text, person text)
      where exists (
        select 1 from dossiers d where d.etablissement_id = ${own} and d.person = e.person
          and d.id_erp_apprenant <> e.identifier and d.id is distinct from e.dossier
          and not exists (select 1 from jumeaux j where j.etablissement_id = ${own}
            and (j.first, j.second) in ((e.identifier, d.id_erp_apprenant), (d.id_erp_apprenant, e.identifier)))
          and (
            exists (select 1 from kept_identities k where k.etablissement_id = ${own}
              and k.kept = d.id_erp_apprenant and k.dropped = e.identifier)
            or exists (select 1 from submissions s where s.dossier_id = d.id and s.sent_fingerprint is not null)
              and not exists (select 1 from kept_identities k where k.etablissement_id = ${own}
                and k.kept = e.identifier and k.dropped = d.id_erp_apprenant)
              and not exists (select 1 from dossiers o join submissions s on s.dossier_id = o.id
                where o.etablissement_id = ${own} and (o.id = e.dossier or o.person = e.person and o.id_erp_apprenant = e.identifier)
                  and s.sent_fingerprint is not null)
          )
      )`,
  );
  return new Set(found.map(({ rank }) => rank));
}
