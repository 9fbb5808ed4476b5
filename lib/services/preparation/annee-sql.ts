import { type SQL, sql } from "drizzle-orm";

const CORRECTED = sql.raw("'annee_scolaire'");

/**
 * The school year of rows of `dossiers`, under the name that a query gives them: the corrected one, as `yearOf` writes it. The column itself
 * stays the software's, which tells its dossiers apart by it.
 */
export const anneeOf = (row: SQL): SQL<string> =>
  sql<string>`case when ${row}.corrections ? ${CORRECTED}
    then regexp_replace(replace(coalesce(${row}.corrections -> ${CORRECTED} ->> 'value', ''), '/', '-'), '\\s+', '', 'g')
    else ${row}.annee_scolaire end`;
