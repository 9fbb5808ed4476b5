import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { listJobFigures, queueExists } from "@/lib/services/transmissions/queue/jobs-sql";

/** One gauge: `name` without our prefix, what it says (in English, as those who read gauges expect), and its values by label. */
export type Gauge = { name: string; help: string; values: { labels: Record<string, string>; value: number }[] };

const LabelledSchema = z.object({ label: z.string(), value: z.coerce.number() });

const counts = (db: Db, query: SQL) => parsedRows(db, LabelledSchema, query);

/** A gauge whose values are told apart by one label. */
async function gauge(name: string, help: string, label: string, rows: Promise<z.infer<typeof LabelledSchema>[]>) {
  const values = (await rows).map((row) => ({ labels: { [label]: row.label }, value: row.value }));
  return { name, help, values } satisfies Gauge;
}

async function ofQueues(db: Db, now: Date): Promise<Gauge[]> {
  if (!(await queueExists(db))) return [];
  const figures = await listJobFigures(db, now);
  const states = ["pending", "active", "late", "failed"] as const;
  return [
    {
      name: "jobs",
      help: "Jobs of a queue: pending, active, late (should have begun 30 minutes ago), failed for good in the last 24 hours",
      values: figures.flatMap((row) =>
        states.map((state) => ({ labels: { queue: row.queue, state }, value: row[state] })),
      ),
    },
    {
      name: "job_duration_seconds",
      help: "How long the jobs of a queue took in the last 24 hours",
      values: figures.flatMap(({ queue, median, slow }) =>
        median === null || slow === null
          ? []
          : [
              { labels: { queue, percentile: "50" }, value: median },
              { labels: { queue, percentile: "95" }, value: slow },
            ],
      ),
    },
  ];
}

const NightSchema = z.object({
  startedAt: z.coerce.date(),
  etablissements: z.number(),
  seconds: z.number(),
  accepted: z.number(),
  refused: z.number(),
  notSent: z.number(),
  invalid: z.number(),
});

async function ofLastNight(db: Db): Promise<Gauge[]> {
  const [night] = await parsedRows(
    db,
    NightSchema,
    sql`select n.started_at as "startedAt", n.etablissements,
        coalesce(extract(epoch from max(coalesce(t.ended_at, t.heartbeat_at)) - n.started_at), 0)::float8 as seconds,
        coalesce(sum(t.accepted), 0)::int as accepted, coalesce(sum(t.refused), 0)::int as refused,
        coalesce(sum(t.not_sent), 0)::int as "notSent", coalesce(sum(t.invalides), 0)::int as invalid
      from nights n left join transmissions t on t.night_id = n.id
      where n.id = (select id from nights order by started_at desc limit 1) group by n.id`,
  );
  if (night === undefined) return [];
  const { startedAt, etablissements, seconds, accepted, refused, notSent, invalid } = night;
  const plain = (name: string, help: string, value: number): Gauge => ({ name, help, values: [{ labels: {}, value }] });
  const dossiers = { accepted, refused, not_sent: notSent, invalid };
  return [
    plain("last_night_timestamp_seconds", "When the clock last rang", startedAt.getTime() / 1000),
    plain("last_night_etablissements", "Etablissements that the last night was for", etablissements),
    plain("last_night_duration_seconds", "From the ring to the last sign of life of its runs", seconds),
    {
      name: "last_night_dossiers",
      help: "What became of the dossiers of the last night",
      values: Object.entries(dossiers).map(([outcome, value]) => ({ labels: { outcome }, value })),
    },
    await gauge(
      "last_night_runs",
      "Runs of the last night by status",
      "status",
      counts(
        db,
        sql`select status as label, count(*)::int as value from transmissions
          where night_id = (select id from nights order by started_at desc limit 1) group by status order by status`,
      ),
    ),
  ];
}

async function ofCalls(db: Db, now: Date): Promise<Gauge[]> {
  const today = sql`requested_at > ${now.toISOString()}::timestamptz - interval '24 hours'`;
  return [
    await gauge(
      "tba_calls",
      "Calls to the TBA in the last 24 hours, by what came of them",
      "kind",
      counts(
        db,
        sql`select coalesce(kind, 'unanswered') as label, count(*)::int as value from calls where ${today}
          group by 1 order by 1`,
      ),
    ),
    await gauge(
      "tba_call_duration_seconds",
      "How long the TBA took to answer in the last 24 hours",
      "percentile",
      counts(
        db,
        sql`select q.label, q.value from (select percentile_cont(array[0.5, 0.95]) within group
            (order by extract(epoch from answered_at - requested_at)) as found from calls
            where ${today} and answered_at is not null) s,
          lateral (values ('50', s.found[1]), ('95', s.found[2])) as q(label, value) where q.value is not null`,
      ),
    ),
    await gauge(
      "tba_breaker_open",
      "1 while nobody may call the TBA",
      "name",
      counts(
        db,
        sql`select name as label, (coalesce(open_until > ${now.toISOString()}::timestamptz, false))::int as value
          from rate_limits where name in ('tba', 'couples') order by name`,
      ),
    ),
  ];
}

async function ofWork(db: Db, now: Date): Promise<Gauge[]> {
  const since = (column: string) =>
    sql`${sql.identifier(column)} > ${now.toISOString()}::timestamptz - interval '24 hours'`;
  return [
    await gauge(
      "imports",
      "Imports of the last 24 hours by state",
      "state",
      counts(
        db,
        sql`select state as label, count(*)::int as value from imports where ${since("at")} group by 1 order by 1`,
      ),
    ),
    await gauge(
      "alerts_open",
      "Alerts open by kind",
      "kind",
      counts(
        db,
        sql`select kind as label, count(*)::int as value from alertes where closed_at is null group by 1 order by 1`,
      ),
    ),
    await gauge(
      "webhook_deliveries",
      "Notifications to softwares of the last 24 hours by state",
      "state",
      counts(
        db,
        sql`select state as label, count(*)::int as value from webhook_deliveries where ${since("created_at")}
          group by 1 order by 1`,
      ),
    ),
    await gauge(
      "dossiers",
      "Dossiers of apprentices by verdict",
      "verdict",
      counts(
        db,
        sql`select v.label, v.value from (select coalesce(sum(valides), 0)::int as valid,
            coalesce(sum(apprentis - valides), 0)::int as invalid
            from (select apprentis, valides from etablissement_figures
              union all select apprentis, valides from figure_changes) f) f,
          lateral (values ('valid', f.valid), ('invalid', f.invalid)) as v(label, value)`,
      ),
    ),
    await gauge(
      "etablissements",
      "Etablissements, all and those whose night is on",
      "which",
      counts(
        db,
        sql`select v.label, v.value from (select count(*)::int as total, count(*) filter (where transmission_active)::int as nightly
            from etablissements) e, lateral (values ('all', e.total), ('nightly', e.nightly)) as v(label, value)`,
      ),
    ),
  ];
}

/** All that is counted for the host, over all the établissements: figures only, nobody and no établissement is named. */
export async function loadMetrics(db: Db, now: Date): Promise<Gauge[]> {
  return [
    ...(await ofQueues(db, now)),
    ...(await ofLastNight(db)),
    ...(await ofCalls(db, now)),
    ...(await ofWork(db, now)),
  ];
}
