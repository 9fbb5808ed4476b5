import { randomUUID } from "node:crypto";
import { RETENTIONS } from "@/lib/domain/retention";
import { copyRows, withoutTriggers } from "./copy-rows";
import type { Base } from "./scale-base";

/** What becomes too old on one day of the bench: the runs of a month with some refusals each, lines of the journal, files, alerts. */
const [RUNS, REFUSALS, LINES, FILES, ALERTES] = [30, 50, 2000, 20, 10];
const AGE = Math.max(...Object.values(RETENTIONS).map(({ days }) => days)) + 30;

/** Rows of one établissement that are to be purged, as many each time. */
export async function addOldRows({ owner }: Base, id: string): Promise<void> {
  const salt = randomUUID();
  const old = (column: string) => `m.${column} - make_interval(days => ${AGE} + n % 30)`;
  const again = (column: string) => `md5('${salt}' || n || m.${column}::text)::uuid`;
  const last = `m.id = (select id from transmissions where etablissement_id = '${id}' order by started_at desc limit 1)`;
  const times = (count: number) => `cross join generate_series(1, ${count}) n`;
  await withoutTriggers(owner, async (tx) => {
    const runs = {
      id: again("id"),
      started_at: old("started_at"),
      heartbeat_at: old("heartbeat_at"),
      night_id: "null",
    };
    await copyRows(tx, "transmissions", { ...runs, ended_at: old("ended_at") }, { beside: times(RUNS), where: last });
    const calls = { id: again("id"), transmission_id: again("transmission_id"), digest: "null" };
    await copyRows(tx, "calls", calls, { beside: times(RUNS), where: last.replace("m.id", "m.transmission_id") });
    await tx`insert into results (transmission_id, dossier_id, etablissement_id, call_id, outcome, messages)
      select c.transmission_id, d.id, ${id}, c.id, 'refused', '["Refusé."]'
      from transmissions t join calls c on c.transmission_id = t.id
        cross join (select id from dossiers where etablissement_id = ${id} order by id limit ${REFUSALS}) d
      where t.etablissement_id = ${id} and t.started_at < now() - make_interval(days => ${AGE}) on conflict do nothing`;
    await tx`insert into audit_log (etablissement_id, at, action, details)
      select ${id}, now() - make_interval(days => ${AGE} + n % 30), 'transmission', '{"accepted": 1}' from generate_series(1, ${LINES}::int) n`;
    const file = `m.id = (select id from imports where etablissement_id = '${id}' order by at desc limit 1)`;
    await copyRows(tx, "imports", { id: again("id"), at: old("at") }, { beside: times(FILES), where: file });
    const parts = { import_id: again("import_id") };
    await copyRows(tx, "import_files", parts, { beside: times(FILES), where: file.replace("m.id", "m.import_id") });
    await tx`insert into alertes (etablissement_id, kind, opened_at, closed_at)
      select ${id}, 'no-night', now() - make_interval(days => ${AGE} + 1), now() - make_interval(days => ${AGE}) from generate_series(1, ${ALERTES}::int)`;
  });
}

/** How many rows are left of those: none, when the purge did what it should. */
export async function countOldRows({ owner }: Base, id: string): Promise<number> {
  const [left] = await owner<{ n: number }[]>`select (
      (select count(*) from calls c join transmissions t on t.id = c.transmission_id
        where t.etablissement_id = ${id} and t.started_at < now() - make_interval(days => ${AGE - 1}))
      + (select count(*) from audit_log where etablissement_id = ${id} and at < now() - make_interval(days => ${AGE - 1}))
      + (select count(*) from imports where etablissement_id = ${id} and at < now() - make_interval(days => ${AGE - 1}))
      + (select count(*) from alertes where etablissement_id = ${id} and closed_at is not null))::int as n`;
  return left?.n ?? Number.NaN;
}
