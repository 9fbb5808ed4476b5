import { sql } from "drizzle-orm";
import { type Db, lignes } from "@/db/base";
import { dossiers } from "@/db/schema/dossiers";
import type { Jour } from "@/lib/dossier/jour";
import { conditions, ordre } from "@/lib/services/rapport/filtrer";
import type { FiltresRapport } from "@/lib/services/rapport/rapport.types";
import type { Voisins } from "./dossier.types";

type Ligne = { precedent: string | null; suivant: string | null; rang: number; total: number };

/**
 * The dossiers before and after one in the report as it is filtered and sorted. One that the filters no longer keep (just repaired, say)
 * keeps its place among them.
 */
export async function trouverVoisins(
  db: Db,
  etablissementId: string,
  id: string,
  filtres: FiltresRapport,
  jour: Jour,
): Promise<Voisins> {
  const tri = sql.join(ordre(filtres, jour), sql`, `);
  const gardes = conditions(etablissementId, filtres.recherches, jour);
  const [ligne] = await lignes<Ligne>(
    db,
    sql`select precedent, suivant, rang::int, total::int from (
      select ${dossiers.id} as id, lag(${dossiers.id}) over w as precedent, lead(${dossiers.id}) over w as suivant,
        row_number() over w as rang, count(*) over () as total
      from ${dossiers} where ${dossiers.id} = ${id}::uuid or (${gardes})
      window w as (order by ${tri})
    ) as liste where id = ${id}::uuid`,
  );
  return ligne ?? { precedent: null, suivant: null, rang: 0, total: 0 };
}
