import { randomUUID } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { allowLongWork, waitForTurn } from "@/db/long-work";
import { dossiers } from "@/db/schema/dossiers";
import type { Day } from "@/lib/domain/day";
import { findLineCauses } from "./find-line-causes";
import { LINE_COLUMNS, lineOf, RULES, stepsAround } from "./lines-sql";
import { summarizeLines } from "./summarize-lines";

const HeldSchema = z.object({ day: z.string().nullable(), rules: z.string().nullable() });
const DoneSchema = z.object({ changes: z.number(), lines: z.number() });

const list = (form: (column: string) => string) => sql.raw(LINE_COLUMNS.map(form).join(", "));
const NAMES = list((column) => column);
const STORED = list((column) => `rapport_lines.${column}`);
const WANTED = list((column) => `excluded.${column}`);
const ASSIGNMENTS = list((column) => `${column} = excluded.${column}`);

/** The row of the établissement, held to the end of the transaction: renewals take turns. */
async function holdSummary(tx: Db, etablissementId: string) {
  const [held] = await parsedRows(
    tx,
    HeldSchema,
    sql`insert into rapport_summaries (etablissement_id) values (${etablissementId}::uuid)
      on conflict (etablissement_id) do update set etablissement_id = excluded.etablissement_id returning day, rules`,
  );
  return held ?? { day: null, rules: null };
}

/** Lines beside those that were marked: all of them under other rules; on another day, those whose status is not the same. */
function othersToRenew(etablissementId: string, stale: { rules: boolean; day: boolean }, day: Day): SQL {
  const id = sql`${etablissementId}::uuid`;
  if (stale.rules) {
    return sql`union all select dossier_id, true from rapport_lines where etablissement_id = ${id}
      union all select d.id, true from dossiers d where d.etablissement_id = ${id} and d.apprenti`;
  }
  return stale.day
    ? sql`union all select dossier_id, false from rapport_lines
        where etablissement_id = ${id} and (statut_until <= ${day} or statut_since > ${day})`
    : sql``;
}

/**
 * Takes the marks of what was written, and writes again the lines that they name, in one statement: it takes a mark if, and only if, it
 * sees what was written with it. What is written meanwhile keeps its own.
 */
async function writeLines(tx: Db, etablissementId: string, others: SQL, day: Day) {
  const [done] = await parsedRows(
    tx,
    DoneSchema,
    sql`with taken as (
        delete from rapport_changes where etablissement_id = ${etablissementId}::uuid returning dossier_ids, prepared
      ), old as (
        select o.id, bool_or(o.prepared) as prepared from (
          select u.id, t.prepared from taken t cross join unnest(t.dossier_ids) as u(id) ${others}
        ) o group by o.id
      ), gone as (
        delete from rapport_lines l using old where l.dossier_id = old.id
          and not exists (select 1 from dossiers d where d.id = old.id and d.apprenti)
      ), written as (
        insert into rapport_lines (${NAMES}, causes, sole_champ)
        select ${lineOf(day)},
          case when ${dossiers.anomalies} = '[]'::jsonb then '{}'::int[] when old.prepared then null else was.causes end,
          case when old.prepared then null else was.sole_champ end
        from old join dossiers on ${dossiers.id} = old.id and ${dossiers.apprenti}
          and ${dossiers.etablissementId} = ${etablissementId}::uuid
        left join rapport_lines was on was.dossier_id = old.id
        cross join ${stepsAround(day)}
        on conflict (dossier_id) do update set ${ASSIGNMENTS}, causes = excluded.causes, sole_champ = excluded.sole_champ
        where (${STORED}, rapport_lines.causes, rapport_lines.sole_champ) is distinct from (${WANTED}, excluded.causes, excluded.sole_champ)
      )
      select (select count(*)::int from taken) as changes, (select count(*)::int from old) as lines`,
  );
  return done ?? { changes: 0, lines: 0 };
}

/**
 * Brings the lines and the figures of an établissement up to a day and to all that was committed before the call. Waits for no writer; two
 * renewals take turns, and the second finds nothing to do.
 */
export async function renewLines(db: Db, etablissementId: string, day: Day): Promise<void> {
  await db.transaction(async (tx) => {
    await allowLongWork(tx);
    // A hundred thousand lines take longer than a page waits for a lock, and a page reads them in two places: the report and the menu.
    await waitForTurn(tx);
    const held = await holdSummary(tx, etablissementId);
    const stale = { rules: held.rules !== RULES, day: held.day !== day };
    const done = await writeLines(tx, etablissementId, othersToRenew(etablissementId, stale, day), day);
    if (done.changes === 0 && !stale.rules && !stale.day) return;
    await findLineCauses(tx, etablissementId);
    const summary = { version: randomUUID(), ...(await summarizeLines(tx, etablissementId, day)) };
    await tx.execute(sql`update rapport_summaries set day = ${day}, rules = ${RULES}, summary = ${JSON.stringify(summary)}::jsonb
      where etablissement_id = ${etablissementId}::uuid`);
  });
}
