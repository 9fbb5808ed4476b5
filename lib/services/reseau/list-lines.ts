import { sql } from "drizzle-orm";
import { z } from "zod";
import { preparedRows } from "@/db/database";
import { uuidArray } from "@/db/uuid-array";
import { parisDay } from "@/lib/domain/paris-day";
import { lineOf } from "./line-of";
import type { ReseauScope } from "./open-reseau";
import type { ReseauLine } from "./reseau.types";

const RowSchema = z.object({ told: z.string() });

/** A text that people wrote, without what parts it from the others. */
const inOnePiece = (column: string) => sql.raw(`translate(coalesce(${column}, ''), chr(9), ' ')`);

/**
 * The établissements of the réseaux, in no order. Short rows only, whatever the number of dossiers: the counts are those of the last fold
 * plus the pending changes, read in one statement, and so exact at the instant of the reading. Each is told as one text, which `lineOf` reads.
 */
export async function listLines({ db, now, reseaux }: ReseauScope): Promise<ReseauLine[]> {
  const ids = reseaux.map(({ id }) => id);
  const found = await preparedRows(
    db,
    RowSchema,
    sql`select concat_ws(chr(9), e.uai, e.reseau_id, e.transmission_active::int, (k.etablissement_id is not null)::int, coalesce(k.test_result, ''),
      coalesce(f.last_run_status = 'completed' and f.last_run_at >= k.modified_at, false)::int,
      coalesce(f.apprentis, 0) + coalesce(c.apprentis, 0), coalesce(f.valides, 0) + coalesce(c.valides, 0),
      coalesce(f.seen, 0) + coalesce(c.seen, 0), (c.etablissement_id is not null or f.causes_at is null)::int,
      coalesce(floor(extract(epoch from f.last_run_at))::text, ''), coalesce(f.last_run_status, ''),
      coalesce(array_to_string(f.valid_nights, ',', ''), ''), coalesce(f.nights_until::text, ''), coalesce(a.kinds, ''),
      ${inOnePiece("e.name")}, ${inOnePiece("f.causes -> 0 ->> 'title'")}) as told
    from etablissements e
    left join tba_keys k on k.etablissement_id = e.id
    left join etablissement_figures f on f.etablissement_id = e.id
    left join (select etablissement_id, sum(apprentis) as apprentis, sum(valides) as valides, sum(seen) as seen
      from figure_changes group by etablissement_id) c on c.etablissement_id = e.id
    left join (select etablissement_id, string_agg(kind, ',') as kinds from alertes where closed_at is null
      group by etablissement_id) a on a.etablissement_id = e.id
    where e.reseau_id = any(${uuidArray(ids)})`,
  );
  const today = parisDay(now);
  return found.map(({ told }) => lineOf(told, today));
}
