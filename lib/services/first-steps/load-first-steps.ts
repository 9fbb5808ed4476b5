import { sql } from "drizzle-orm";
import { z } from "zod";
import { parsedRows } from "@/db/database";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import type { FirstSteps } from "./first-steps.types";

const step = z.object({ at: z.string(), by: z.string().nullable() }).nullable();
const row = z.object({ key: step, test: step, file: step, night: step });

/**
 * The four first steps of an établissement; null once all are done. A night whose dossiers the TBA took proves the key as a test does.
 * «file»: the first time that dossiers came in, by a file or by a software.
 */
export async function loadFirstSteps(scope: Scope): Promise<FirstSteps | null> {
  const { id } = requirePermission(scope, "view");
  const done = (at: ReturnType<typeof sql>) => sql`json_build_object('at', ${at}, 'by', u.name)`;
  const found = await parsedRows(
    scope.db,
    row,
    sql`with night as (
        select t.ended_at as at, t.by from transmissions t
        where t.etablissement_id = ${id} and t.status = 'completed' and t.accepted > 0 order by t.started_at limit 1),
      test as (
        select k.tested_at as at, a.actor_id as by from tba_keys k
        left join audit_log a on a.etablissement_id = k.etablissement_id and a.at = k.tested_at and a.action = 'key-tested'
        where k.etablissement_id = ${id} and k.test_result = 'accepted'),
      file as (
        select i.at, i.by from imports i
        where i.etablissement_id = ${id} and i.state = 'applied' order by i.at limit 1)
    select
      (select ${done(sql`k.modified_at`)} from tba_keys k left join users u on u.id = k.modified_by
        where k.etablissement_id = ${id}) as key,
      (select ${done(sql`t.at`)} from (select * from test union all select * from night) t left join users u on u.id = t.by limit 1) as test,
      (select ${done(sql`f.at`)} from file f left join users u on u.id = f.by) as file,
      (select ${done(sql`n.at`)} from night n left join users u on u.id = n.by) as night`,
  );
  const [steps] = found;
  if (steps === undefined) throw new Error("Les premiers pas n'ont pas été lus.");
  return Object.values(steps).every((done) => done !== null) ? null : steps;
}
