import { sql } from "drizzle-orm";
import { z } from "zod";
import { preparedRows } from "@/db/database";
import { uuidArray } from "@/db/uuid-array";
import { ALERTE_KINDS, KEY_TEST_RESULTS, RUN_STATUSES } from "@/lib/domain/enumerations";
import { parisDay } from "@/lib/domain/paris-day";
import { missedNights, nightsUntilToday, parseNights } from "@/lib/domain/reseau/nights";
import type { KeyHealth } from "@/lib/domain/reseau/urgency";
import type { ReseauScope } from "./open-reseau";
import type { ReseauLine } from "./reseau.types";

const KEY_REFUSED = "key-refused";

const RowSchema = z.object({
  uai: z.string(),
  name: z.string(),
  reseau: z.string(),
  active: z.boolean(),
  key: z.boolean(),
  test: z.enum(KEY_TEST_RESULTS).nullable(),
  /** A whole run went through since the key was saved. */
  served: z.boolean(),
  apprentis: z.number(),
  valides: z.number(),
  seen: z.number(),
  pending: z.boolean(),
  cause: z.string().nullable(),
  ran_at: z.coerce.date().nullable(),
  ran: z.enum(RUN_STATUSES).nullable(),
  /** «12,,14»: nothing between two commas is a day without a transmission. */
  nights: z.string(),
  until: z.string().nullable(),
  alertes: z.string(),
});
type Row = z.infer<typeof RowSchema>;

const alertesOf = ({ alertes }: Row): ReseauLine["alertes"] => {
  if (alertes === "") return [];
  const open = new Set(alertes.split(","));
  return ALERTE_KINDS.filter((kind) => open.has(kind));
};

function keyHealth({ key, test, served }: Row, alertes: ReseauLine["alertes"]): KeyHealth {
  if (!key) return "absent";
  if (test === "refused" || alertes.includes(KEY_REFUSED)) return "refused";
  return test === "accepted" || served ? "accepted" : "untested";
}

/**
 * The établissements of the réseaux, in no order. Short rows only, whatever the number of dossiers: the counts are those of the last fold
 * plus the pending changes, read in one statement, and so exact at the instant of the reading.
 */
export async function listLines({ db, now, reseaux }: ReseauScope): Promise<ReseauLine[]> {
  const ids = reseaux.map(({ id }) => id);
  const found = await preparedRows(
    db,
    RowSchema,
    sql`select e.uai, e.name, e.reseau_id as reseau, e.transmission_active as active, k.etablissement_id is not null as key, k.test_result as test,
      coalesce(f.last_run_status = 'completed' and f.last_run_at >= k.modified_at, false) as served,
      (coalesce(f.apprentis, 0) + coalesce(c.apprentis, 0))::int as apprentis, (coalesce(f.valides, 0) + coalesce(c.valides, 0))::int as valides,
      (coalesce(f.seen, 0) + coalesce(c.seen, 0))::int as seen, (c.etablissement_id is not null or f.causes_at is null) as pending,
      f.causes -> 0 ->> 'title' as cause, f.last_run_at as ran_at, f.last_run_status as ran,
      coalesce(array_to_string(f.valid_nights, ',', ''), '') as nights, f.nights_until::text as until, coalesce(a.kinds, '') as alertes
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
  return found.map((row) => {
    const alertes = alertesOf(row);
    return {
      ...{ uai: row.uai, name: row.name, reseau: row.reseau, transmissionActive: row.active },
      ...{ apprentis: row.apprentis, valides: row.valides, invalides: row.apprentis - row.valides, seen: row.seen },
      key: keyHealth(row, alertes),
      lastRun: row.ran_at === null || row.ran === null ? null : { day: parisDay(row.ran_at), status: row.ran },
      cause: row.pending && row.apprentis > 0 ? "pending" : row.cause,
      alertes,
      nights: nightsUntilToday(parseNights(row.nights), row.until, today),
      missed: row.active && row.key ? missedNights(row.until, today) : 0,
    };
  });
}
