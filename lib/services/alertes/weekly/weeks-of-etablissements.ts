import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { addDays } from "@/lib/domain/day";
import { ALERTE_KINDS } from "@/lib/domain/enumerations";
import { parisDay } from "@/lib/domain/paris-day";
import { listTrends } from "@/lib/services/figures/list-trends";
import type { TrendDay } from "@/lib/services/figures/trend.types";
import { lastReceivedAt } from "@/lib/services/preparation/last-received";

const EtablissementWeekSchema = z.object({
  id: z.string(),
  uai: z.string(),
  name: z.string(),
  key: z.boolean(),
  transmissionActive: z.boolean(),
  /** Nights, and those of them that went to their end. */
  nights: z.number(),
  complete: z.number(),
  /** The last run that is over, whenever it was; null before the first one. */
  last: z
    .object({
      day: z.string(),
      status: z.string(),
      accepted: z.number(),
      refused: z.number(),
      invalides: z.number(),
    })
    .nullable(),
  /** When dossiers last came in, from a file or a software; null before the first. */
  received: z.string().nullable(),
  /** Kinds of its open alerts. */
  alertes: z.array(z.enum(ALERTE_KINDS)),
});
/** The last seven days of an établissement; `trend` day by day, empty when nothing happened. */
export type EtablissementWeek = z.infer<typeof EtablissementWeekSchema> & { trend: TrendDay[] };

/** The week of every établissement, by id: two queries, however many they are. */
export async function weeksOfEtablissements(db: Db, now: Date): Promise<Map<string, EtablissementWeek>> {
  const today = parisDay(now);
  const first = addDays(today, -6);
  // The days that the e-mail names, whole: seven times 24 hours also held a night of the Monday before, for who transmits in the evening.
  const since = sql`(${first}::date::timestamp at time zone 'Europe/Paris')`;
  const found = await parsedRows(
    db,
    EtablissementWeekSchema,
    sql`select e.id, e.uai, e.name, c.etablissement_id is not null as key, e.transmission_active as "transmissionActive",
      coalesce(n.nights, 0)::int as nights, coalesce(n.complete, 0)::int as complete, d.last,
      to_char(${lastReceivedAt(sql`e.id`)} at time zone 'Europe/Paris', 'YYYY-MM-DD') as received, coalesce(o.kinds, '[]'::jsonb) as alertes
    from etablissements e
    left join tba_keys c on c.etablissement_id = e.id
    left join lateral (
      select count(distinct coalesce(t.night_id, t.id)) as nights,
        count(distinct coalesce(t.night_id, t.id)) filter (where t.status = 'completed') as complete
      from transmissions t where t.etablissement_id = e.id and t.trigger = 'clock' and t.started_at >= ${since}) n on true
    left join lateral (
      select jsonb_build_object('day', to_char(t.started_at at time zone 'Europe/Paris', 'YYYY-MM-DD'), 'status', t.status,
        'accepted', t.accepted, 'refused', t.refused, 'invalides', t.invalides) as last
      from transmissions t where t.etablissement_id = e.id and t.status <> 'running' order by t.started_at desc limit 1) d on true
    left join lateral (
      select jsonb_agg(a.kind order by a.opened_at) as kinds
      from alertes a where a.etablissement_id = e.id and a.closed_at is null) o on true`,
  );
  const trends = await listTrends(db, sql`true`, first, today);
  return new Map(found.map((week) => [week.id, { ...week, trend: trends.get(week.id) ?? [] }]));
}
