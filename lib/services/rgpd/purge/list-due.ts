import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import type { Day } from "@/lib/domain/day";
import type { RetentionKind } from "@/lib/domain/enumerations";
import { RETENTIONS } from "@/lib/domain/retention";

/**
 * Of the établissement `e.id`, whether it may hold something of a kind from before `e.since`, the first instant that it still keeps: never
 * false when there is something that the purge of the kind would remove (etablissement-purges.ts). Read off indexes, for all in one statement.
 */
const DUE: Readonly<Record<RetentionKind, SQL>> = {
  // A school year that was over then began in an earlier calendar year. What is no year is never over, and is looked at in vain.
  dossiers: sql`exists (select 1 from dossiers d where d.etablissement_id = e.id and d.annee_scolaire < e.year)`,
  calls: sql`exists (select 1 from transmissions t where t.etablissement_id = e.id and t.status <> 'running' and t.started_at < e.since
    and (t.eligible_ids <> '{}' or exists (select 1 from calls c where c.transmission_id = t.id)
      or exists (select 1 from results r where r.transmission_id = t.id)))`,
  imports: sql`(exists (select 1 from imports i where i.etablissement_id = e.id and i.at < e.since)
    or exists (select 1 from tba_lists l where l.etablissement_id = e.id and l.at < e.since)
    or exists (select 1 from rapprochements r where r.etablissement_id = e.id and r.at < e.since))`,
  alertes: sql`exists (select 1 from alertes a where a.etablissement_id = e.id and a.closed_at < e.since)`,
  webhooks: sql`exists (select 1 from webhook_deliveries w where w.etablissement_id = e.id and w.created_at < e.since)`,
  "audit-log": sql`exists (select 1 from audit_log j where j.etablissement_id = e.id and j.at < e.since)`,
};

const DueSchema = z.object({ id: z.string(), before: z.string() });

/** The établissements where something of a kind may be too old on a day, each with the day before which it goes: what it chose, or the default. */
export function listDue(db: Db, kind: RetentionKind, day: Day): Promise<z.infer<typeof DueSchema>[]> {
  const { days, min, max } = RETENTIONS[kind];
  // Materialised: the instants must be known before the indexes are asked, or each row is read to be compared.
  return parsedRows(
    db,
    DueSchema,
    sql`with kept as materialized (
        select k.id, k.before, k.before::timestamp at time zone 'Europe/Paris' as since, to_char(k.before, 'YYYY') as year from (
          select e.id, ${day}::date - least(greatest(coalesce(r.days, ${days}::int), ${min}::int), ${max}::int) as before
          from etablissements e left join retentions r on r.etablissement_id = e.id and r.kind = ${kind}) k
      )
      select e.id, e.before::text as before from kept e where ${DUE[kind]} order by e.id`,
  );
}
