import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";

/** A UAI and a SIRET as the TBA reads them (lib/domain/left-behind.ts). */
const uaiOf = (text: SQL) => sql`upper(trim(${text}))`;
const siretOf = (text: SQL) => sql`regexp_replace(${text}, '[\\s.-]+', '', 'g')`;

/** How many dossiers that the TBA has an import would give to another formateur. Of a couple that it does not know, it has nothing. */
export async function countMoved(db: Db, importId: string): Promise<number> {
  const [found] = await parsedRows(
    db,
    z.object({ dossiers: z.number() }),
    sql`select count(*)::int as dossiers
      from (
        select ${uaiOf(sql`k.has ->> 'uai'`)} as had_uai, ${siretOf(sql`k.has ->> 'siret'`)} as had_siret,
          ${uaiOf(sql`r.changes -> 'etablissement_formateur_uai' ->> 'after'`)} as uai,
          ${siretOf(sql`r.changes -> 'etablissement_formateur_siret' ->> 'after'`)} as siret
        from import_rows r join dossiers d on d.id = r.dossier_id join submissions s on s.dossier_id = d.id
          cross join lateral (select tba_key(coalesce(s.sent_payload, d.payload)) as has) as k
        where r.import_id = ${importId}::uuid and r.kind = 'modified' and not r.blocked and s.sent_fingerprint is not null
          and (r.changes ? 'etablissement_formateur_uai' or r.changes ? 'etablissement_formateur_siret')
      ) as moved
      where (uai <> had_uai or siret <> had_siret)
        and not exists (select 1 from tba_couples c where not c.known and c.uai = had_uai and c.siret = had_siret)`,
  );
  return found?.dossiers ?? 0;
}
