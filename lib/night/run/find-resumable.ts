import { sql } from "drizzle-orm";
import { type Db, rows } from "@/db/database";

/** A run that the next one takes up, and all those of its chain: itself, what it took up, and so on. */
export type ResumableRun = { id: string; runs: string[] };

/** How long what a run left stays worth taking up; after that, a new night sends everything. */
const MAX_RESUME_HOURS = 12;

/**
 * The last run of an établissement, when it stopped before the end and not long ago. `interruptedOnly`: a run that failed
 * is left to whoever asks for it; one that a crash cut is always taken up.
 */
export async function findResumable(
  db: Db,
  etablissementId: string,
  now: Date,
  interruptedOnly: boolean,
): Promise<ResumableRun | null> {
  const chain = await rows<{ id: string; status: string; startedAt: string | Date }>(
    db,
    sql`with recursive chain as (
        (select id, status, started_at, resumed_from from transmissions
          where etablissement_id = ${etablissementId}::uuid order by started_at desc, id limit 1)
        union all
        select t.id, t.status, t.started_at, t.resumed_from from transmissions t join chain c on t.id = c.resumed_from
      )
      select id, status, started_at as "startedAt" from chain order by started_at desc`,
  );
  const [last] = chain;
  const first = chain.at(-1);
  if (last === undefined || first === undefined) return null;
  if (now.getTime() - new Date(first.startedAt).getTime() > MAX_RESUME_HOURS * 3_600_000) return null;
  const resumes = last.status === "interrupted" || (last.status === "failed" && !interruptedOnly);
  return resumes ? { id: last.id, runs: chain.map(({ id }) => id) } : null;
}
