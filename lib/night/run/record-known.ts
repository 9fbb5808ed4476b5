import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, preparedRows } from "@/db/database";
import type { RecordedAnswer } from "./record-answer.types";

const IdSchema = z.object({ id: z.string() });

/**
 * What an unchanged night writes of a call: the TBA accepted all its dossiers, and an earlier call of the établissement, whose digest still
 * stands, says that it has these very texts already. Only the call and the run's counts are written, together. False, nothing
 * written, when no earlier call says so or when the run is no longer ours: `recordAnswer` then writes everything, or finds out.
 */
export async function recordKnownAnswer(
  db: Db,
  transmissionId: string,
  callId: string,
  { answeredAt, httpStatus, kind, reason }: RecordedAnswer,
  { dossiers, digest }: { dossiers: number; digest: string },
): Promise<boolean> {
  const written = await preparedRows(
    db,
    IdSchema,
    sql`with alive as (
        update transmissions t set heartbeat_at = now(), accepted = t.accepted + ${dossiers}::int
        where t.id = ${transmissionId}::uuid and t.status = 'running'
          and exists (select 1 from calls k where k.etablissement_id = t.etablissement_id and k.digest = ${digest})
        returning t.id
      )
      update calls set answered_at = ${answeredAt.toISOString()}::timestamptz, http_status = ${httpStatus}::int, kind = ${kind}, reason = ${reason},
        accepted = ${dossiers}::int, refused = 0
      where id = ${callId}::uuid and exists (select 1 from alive) returning id`,
  );
  return written.length > 0;
}
