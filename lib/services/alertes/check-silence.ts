import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { type Day, oneYearAfter } from "@/lib/domain/day";
import { parisDay } from "@/lib/domain/paris-day";
import { type NewAlerte, openAlertes } from "@/lib/services/alertes/record-alertes";
import type { Outbox } from "@/lib/services/emails/outbox";
import { NIGHT_ELIGIBLE_SQL } from "@/lib/services/etablissements/night-eligible";
import { closeSettledSoftwares } from "./software-silence";

/** A call that the TBA answered about dossiers: what keeps a key alive. */
const HAS_TRANSMITTED = sql`t.accepted + t.refused > 0`;
const day = (instant: SQL) => sql`to_char(${instant} at time zone 'Europe/Paris', 'YYYY-MM-DD')`;

const SilenceSchema = z.object({ etablissementId: z.string(), day: z.string() });

/** No run has begun for 36 hours: since the last one, or since the key was saved; a night just turned on has 36 hours too. */
async function withoutNight(db: Db, now: SQL): Promise<NewAlerte[]> {
  const since = sql`coalesce(last.started_at, c.modified_at)`;
  const limit = sql`${now} - interval '36 hours'`;
  const matches = await parsedRows(
    db,
    SilenceSchema.extend({ never: z.number() }),
    sql`select e.id as "etablissementId", ${day(since)} as day, (last.started_at is null)::int as never
    from ${NIGHT_ELIGIBLE_SQL}
    left join lateral (select t.started_at from transmissions t where t.etablissement_id = e.id
      order by t.started_at desc limit 1) last on true
    where ${since} <= ${limit} and not exists (select 1 from audit_log j
      where j.etablissement_id = e.id and j.action = 'night-on' and j.at > ${limit})
    order by e.id`,
  );
  return matches.map(({ etablissementId, ...details }) => ({ etablissementId, kind: "no-night", details }));
}

/** Nothing was transmitted with the key for 11 months: the TBA revokes it at 12 (api-v3.md). */
async function silentKeys(db: Db, now: SQL, today: Day): Promise<NewAlerte[]> {
  const since = sql`greatest(c.modified_at, succeeded.ended_at)`;
  const matches = await parsedRows(
    db,
    SilenceSchema,
    sql`select e.id as "etablissementId", ${day(since)} as day from ${NIGHT_ELIGIBLE_SQL}
    left join lateral (select coalesce(t.ended_at, t.heartbeat_at) as ended_at from transmissions t
      where t.etablissement_id = e.id and ${HAS_TRANSMITTED} order by t.started_at desc limit 1) succeeded on true
    where ${since} <= ${now} - interval '11 months' order by e.id`,
  );
  return matches.map(({ etablissementId, day }) => {
    const limit = oneYearAfter(day);
    return { etablissementId, kind: "silent-key", details: { day, limit, over: limit <= today ? 1 : 0 } };
  });
}

/** Closes what is no longer true: a run came, the key was saved again, the night is no longer wanted. */
async function closeOutdated(db: Db, now: SQL): Promise<void> {
  const concerns = sql`exists (select 1 from ${NIGHT_ELIGIBLE_SQL} where e.id = a.etablissement_id)`;
  const run = (condition: SQL) =>
    sql`exists (select 1 from transmissions t where t.etablissement_id = a.etablissement_id and ${condition})`;
  const changedKey = sql`exists (select 1 from tba_keys c
    where c.etablissement_id = a.etablissement_id and c.modified_at > a.opened_at)`;
  await db.execute(sql`update alertes a set closed_at = ${now} where a.closed_at is null and (
    (a.kind = 'no-night' and (not ${concerns} or ${run(sql`t.started_at > a.opened_at`)}))
    or (a.kind = 'silent-key' and (not ${concerns} or ${changedKey}
      or ${run(sql`${HAS_TRANSMITTED} and coalesce(t.ended_at, t.heartbeat_at) > a.opened_at`)}))
    or (a.kind = 'key-refused' and ${changedKey}))`);
}

/**
 * What no run can say, since none came: the alerts about silence, for all the établissements. To call every hour, by as many
 * processes as one likes. Answers how many alerts opened.
 */
export async function checkSilence(db: Db, outbox: Outbox, now: Date): Promise<number> {
  const instant = sql`${now.toISOString()}::timestamptz`;
  await closeOutdated(db, instant);
  const softwares = await closeSettledSoftwares(db, now, null);
  const silences = [
    ...(await withoutNight(db, instant)),
    ...(await silentKeys(db, instant, parisDay(now))),
    ...softwares,
  ];
  return openAlertes(db, outbox, silences, now);
}
