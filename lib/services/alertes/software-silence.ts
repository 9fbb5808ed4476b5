import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { NIGHT_ELIGIBLE_SQL } from "@/lib/services/etablissements/night-eligible";
import type { NewAlerte } from "./record-alertes";

/** A software that sends once a week is not silent from one week to the next. */
const SILENT_DAYS = 8;
/** What an éditeur needs to put another jeton in its place. */
const NOTICE_DAYS = 14;

const day = (instant: SQL) => sql`to_char(${instant} at time zone 'Europe/Paris', 'YYYY-MM-DD')`;

/**
 * Each software `w` that may still send to an établissement whose night is on: when its last jeton ends, and its last dossier came. It goes
 * by its name: the jeton that takes the place of one that ends has the same. One that never sent anything, or all of whose jetons were
 * revoked, is expected by nobody.
 */
const expected = (etablissementId: string | null): SQL => sql`(
  select j.etablissement_id, j.name, max(coalesce(j.expires_at, 'infinity')) as ends_at, max(last.at) as last_at
  from ${NIGHT_ELIGIBLE_SQL} join jetons j on j.etablissement_id = e.id
  cross join lateral (select p.at from push_sightings p join jetons k on k.id = p.jeton_id
    where p.etablissement_id = e.id and k.name = j.name order by p.at desc limit 1) last
  where j.revoked_at is null and 'send' = any(j.rights) and ${etablissementId === null ? sql`true` : sql`e.id = ${etablissementId}::uuid`}
  group by j.etablissement_id, j.name) w`;

const SilentSchema = z.object({
  etablissementId: z.string(),
  name: z.string(),
  day: z.string(),
  ended: z.string(),
  others: z.number(),
});
const EndingSchema = z.object({
  etablissementId: z.string(),
  name: z.string(),
  day: z.string(),
  over: z.number(),
  others: z.number(),
});

/** The first of each établissement, by the instant that matters, and how many others there are: one alert says them all. */
const firstOf = (
  instant: SQL,
) => sql`row_number() over (partition by w.etablissement_id order by ${instant}, w.name) as rank,
  (count(*) over (partition by w.etablissement_id) - 1)::int as others`;

async function silent(db: Db, now: SQL, etablissementId: string | null): Promise<NewAlerte[]> {
  const found = await parsedRows(
    db,
    SilentSchema,
    sql`select "etablissementId", name, day, ended, others from (
      select w.etablissement_id as "etablissementId", w.name, ${day(sql`w.last_at`)} as day,
        case when w.ends_at <= ${now} then ${day(sql`w.ends_at`)} else '' end as ended, ${firstOf(sql`w.last_at`)}
      from ${expected(etablissementId)} where w.last_at <= ${now} - make_interval(days => ${SILENT_DAYS})) s
      where s.rank = 1 order by 1`,
  );
  return found.map(({ etablissementId: id, ...details }) => ({
    etablissementId: id,
    kind: "silent-software",
    details,
  }));
}

/** Once it is silent for long after its end, the other alert says so. */
async function ending(db: Db, now: SQL, etablissementId: string | null): Promise<NewAlerte[]> {
  const found = await parsedRows(
    db,
    EndingSchema,
    sql`select "etablissementId", name, day, over, others from (
      select w.etablissement_id as "etablissementId", w.name, ${day(sql`w.ends_at`)} as day,
        (w.ends_at <= ${now})::int as over, ${firstOf(sql`w.ends_at`)}
      from ${expected(etablissementId)} where w.ends_at <= ${now} + make_interval(days => ${NOTICE_DAYS})
        and w.last_at > ${now} - make_interval(days => ${SILENT_DAYS})) s
      where s.rank = 1 order by 1`,
  );
  return found.map(({ etablissementId: id, ...details }) => ({ etablissementId: id, kind: "jeton-ending", details }));
}

/** What the silence of softwares calls for, of all the établissements or of one: nothing came for eight days, or a jeton ends within fourteen. */
export async function softwareAlertes(db: Db, now: Date, etablissementId: string | null): Promise<NewAlerte[]> {
  const instant = sql`${now.toISOString()}::timestamptz`;
  return [...(await silent(db, instant, etablissementId)), ...(await ending(db, instant, etablissementId))];
}

/** Closes what is no longer true of softwares: one sends again, has another jeton, or lost its own. Of all the établissements, or of one. */
export async function closeSettledSoftwares(db: Db, now: Date, etablissementId: string | null): Promise<void> {
  const standing = (await softwareAlertes(db, now, etablissementId)).map(({ etablissementId: id, kind }) => ({
    id,
    kind,
  }));
  await db.execute(sql`update alertes a set closed_at = ${now.toISOString()}::timestamptz
    where a.closed_at is null and a.kind in ('silent-software', 'jeton-ending')
      and ${etablissementId === null ? sql`true` : sql`a.etablissement_id = ${etablissementId}::uuid`}
      and not exists (select 1 from jsonb_to_recordset(${JSON.stringify(standing)}::jsonb) as s(id uuid, kind text)
        where s.id = a.etablissement_id and s.kind = a.kind)`);
}
