import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { UNPUSHED_DAYS } from "@/lib/services/a-surveiller/list-unpushed";
import { NIGHT_ELIGIBLE_SQL } from "@/lib/services/etablissements/night-eligible";
import { bringsDossiers } from "@/lib/services/preparation/holders";
import type { NewAlerte } from "./record-alertes";

/** A software that sends once a week is not silent from one week to the next. */
const SILENT_DAYS = 8;
/** One that sends its changes only has none during holidays. */
const CHANGELESS_DAYS = 30;
/** What an éditeur needs to put another jeton in its place. */
const NOTICE_DAYS = 14;

const FRESH = sql`make_interval(days => ${UNPUSHED_DAYS})`;

const day = (instant: SQL) => sql`to_char(${instant} at time zone 'Europe/Paris', 'YYYY-MM-DD')`;

/** The last sighting of a dossier of a software. The jetons are the établissement's own: a software of that name sends to hundreds of others. */
const lastSighting = (
  etablissementId: SQL,
  name: SQL,
): SQL => sql`select p.at from push_sightings p join jetons k on k.id = p.jeton_id
  where p.etablissement_id = ${etablissementId} and k.etablissement_id = ${etablissementId} and k.name = ${name} order by p.at desc limit 1`;

/** The last call of a software since an instant that left an entry among the imports, some dossiers of it taken or none; not what a person answered for it. */
const lastCall = (etablissementId: SQL, name: SQL, since: SQL, taken: SQL): SQL => sql`select i.id, i.at from imports i
  join jetons s on s.id = i.jeton_id where i.etablissement_id = ${etablissementId} and s.name = ${name} and i.at > ${since}
    and i.origin = 'push' and i.by is null and ${taken} order by i.at desc limit 1`;
const TAKEN = sql`i.created + i.modified + i.unchanged > 0`;

/**
 * Each software `w` that may still send to an établissement whose night is on: when its last jeton ends and was made, and its last dossier came, be it one
 * that another software has sent since. It goes by its name: the jeton that takes the place of one that ends has the same. One that never sent anything, all of whose
 * dossiers another one sends, or all of whose jetons were revoked, is expected by nobody.
 */
const expected = (etablissementId: string | null): SQL => sql`(
  select j.etablissement_id, j.name, max(coalesce(j.expires_at, 'infinity')) as ends_at, max(last.at) as last_at,
    max(j.created_at) as made_at, bool_or(j.shared) as shared
  from ${NIGHT_ELIGIBLE_SQL} join jetons j on j.etablissement_id = e.id
  cross join lateral (select greatest(p.at, (select c.at from (${lastCall(sql`e.id`, sql`j.name`, sql`p.at`, TAKEN)}) c)) as at
    from (${lastSighting(sql`e.id`, sql`j.name`)}) p) last
  where j.revoked_at is null and 'send' = any(j.rights) and ${etablissementId === null ? sql`true` : sql`e.id = ${etablissementId}::uuid`}
  group by j.etablissement_id, j.name) w`;

/** Whether `w` sends its changes only, by the rule of «À surveiller» (list-unpushed.ts): of the years that it speaks of, it let more dossiers go than it last sent. */
const SENDS_CHANGES = sql`(select coalesce(sum(y.stopped) filter (where y.held > 0), 0) > sum(y.held) from (
  select count(*) filter (where p.at >= w.last_at - ${FRESH}) as held, count(*) filter (where p.at < w.last_at - ${FRESH}) as stopped
  from push_sightings p join jetons k on k.id = p.jeton_id join dossiers d on d.id = p.dossier_id
  where p.etablissement_id = w.etablissement_id and k.etablissement_id = w.etablissement_id and k.name = w.name and d.apprenti
  group by d.annee_scolaire) y)`;

/** Who has just been given a jeton, of a name that served long ago or in the place of one that ended, has as long to begin. */
const WAITED_SINCE = sql`greatest(w.last_at, w.made_at)`;

const isSilent = (now: SQL): SQL => sql`(${WAITED_SINCE} <= ${now} - make_interval(days => ${SILENT_DAYS})
  and (${WAITED_SINCE} <= ${now} - make_interval(days => ${CHANGELESS_DAYS}) or not coalesce(${SENDS_CHANGES}, false)))`;

/** Whether what leaves is newer than the last dossiers of `w`: a file, or another software, brought some since. */
const HAS_NEWER = sql`(exists (select 1 from push_sightings p where p.etablissement_id = w.etablissement_id and p.at > w.last_at)
  or exists (select 1 from imports i where i.etablissement_id = w.etablissement_id and i.at > w.last_at
    and i.state = 'applied' and i.origin = 'file' and ${TAKEN} and ${bringsDossiers(sql`i.reading`)}))::int`;

/** The last call of `w` since, of which nothing was taken: it speaks, and its dossiers are all set aside. */
const LEFT_OUT = lastCall(sql`w.etablissement_id`, sql`w.name`, sql`w.last_at`, sql`not (${TAKEN})`);

const SilentSchema = z.object({
  etablissementId: z.string(),
  name: z.string(),
  day: z.string(),
  ended: z.string(),
  others: z.number(),
  newer: z.number(),
  shared: z.number(),
  /** Of its last call, when nothing of it was taken: its day, and its entry among the imports; empty otherwise. */
  leftOut: z.string(),
  call: z.string(),
});
const EndingSchema = z.object({
  etablissementId: z.string(),
  name: z.string(),
  day: z.string(),
  over: z.number(),
  shared: z.number(),
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
    sql`select w.etablissement_id as "etablissementId", w.name, ${day(sql`w.last_at`)} as day, w.others, ${HAS_NEWER} as newer, w.shared::int as shared,
        case when w.ends_at <= ${now} then ${day(sql`w.ends_at`)} else '' end as ended,
        coalesce(${day(sql`l.at`)}, '') as "leftOut", coalesce(l.id::text, '') as call
      from (select w.*, ${firstOf(sql`w.last_at`)} from ${expected(etablissementId)} where ${isSilent(now)}) w
      left join lateral (${LEFT_OUT}) l on true
      where w.rank = 1 order by 1`,
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
    sql`select "etablissementId", name, day, over, shared, others from (
      select w.etablissement_id as "etablissementId", w.name, ${day(sql`w.ends_at`)} as day,
        (w.ends_at <= ${now})::int as over, w.shared::int as shared, ${firstOf(sql`w.ends_at`)}
      from ${expected(etablissementId)} where w.ends_at <= ${now} + make_interval(days => ${NOTICE_DAYS})
        and not ${isSilent(now)}) s
      where s.rank = 1 order by 1`,
  );
  return found.map(({ etablissementId: id, ...details }) => ({ etablissementId: id, kind: "jeton-ending", details }));
}

/** What the silence of softwares calls for, of all the établissements or of one: nothing came for eight days (a month, of what sends its changes only), or a jeton ends within fourteen. */
export async function softwareAlertes(db: Db, now: Date, etablissementId: string | null): Promise<NewAlerte[]> {
  const instant = sql`${now.toISOString()}::timestamptz`;
  return [...(await silent(db, instant, etablissementId)), ...(await ending(db, instant, etablissementId))];
}

/** Closes what is no longer true of softwares: one sends again, has another jeton, or lost its own. Of all the établissements, or of one. Answers what is true. */
export async function closeSettledSoftwares(db: Db, now: Date, etablissementId: string | null): Promise<NewAlerte[]> {
  const found = await softwareAlertes(db, now, etablissementId);
  const standing = found.map(({ etablissementId: id, kind }) => ({ id, kind }));
  await db.execute(sql`update alertes a set closed_at = ${now.toISOString()}::timestamptz
    where a.closed_at is null and a.kind in ('silent-software', 'jeton-ending')
      and ${etablissementId === null ? sql`true` : sql`a.etablissement_id = ${etablissementId}::uuid`}
      and not exists (select 1 from jsonb_to_recordset(${JSON.stringify(standing)}::jsonb) as s(id uuid, kind text)
        where s.id = a.etablissement_id and s.kind = a.kind)`);
  return found;
}
