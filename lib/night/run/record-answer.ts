import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, preparedRows } from "@/db/database";
import { uuidArray } from "@/db/uuid-array";
import { exclusionInPayload } from "@/lib/domain/kept-exclusion";
import { callDigest } from "./call-digest";
import { RunLostError } from "./ledger";
import type { RecordedAnswer, Verdicts } from "./record-answer.types";
import { recordKnownAnswer } from "./record-known";

const ChangedSchema = z.object({ id: z.string(), had: z.string().nullable() });
const WrittenSchema = z.object({ alive: z.boolean(), changed: z.array(ChangedSchema).nullable() });

/** Without these, a text is not worth making a string of. */
const EXCLUSION_KEYS = ['"date_exclusion_formation":', '"statut_apprenant":'].map((key) => Buffer.from(key));

const exclusionOf = (payload: Buffer) =>
  EXCLUSION_KEYS.some((key) => payload.includes(key)) ? exclusionInPayload(String(payload)) : null;

/**
 * One statement for what nearly always happens: the run's counts, the answer on its request, the dossiers that were accepted. Of these,
 * only those that the TBA takes with a new content are written: the others, most of them each night, are on the call already.
 * Answers those of them whose dossier changed while the call was under way, with what the TBA had of each until then, null when the run is no longer ours.
 */
async function recordCallAndAccepted(
  db: Db,
  transmissionId: string,
  callId: string,
  { answeredAt, httpStatus, kind, reason }: RecordedAnswer,
  { accepted, refused }: Verdicts,
  digest: string | null,
): Promise<Map<string, string | null> | null> {
  const at = sql`${answeredAt.toISOString()}::timestamptz`;
  const ids = uuidArray(accepted.map((d) => d.id));
  const exclusions = sql`${`{${accepted.map((d) => exclusionOf(d.payload) ?? "null").join(",")}}`}::date[]`;
  const fingerprints = sql`${`{${accepted.map((d) => d.fingerprint).join(",")}}`}::text[]`;
  const [written] = await preparedRows(
    db,
    WrittenSchema,
    sql`with alive as (
        update transmissions set heartbeat_at = now(), accepted = accepted + ${accepted.length}, refused = refused + ${refused.length}
        where id = ${transmissionId}::uuid and status = 'running' returning id
      ), call as (
        update calls set answered_at = ${at}, http_status = ${httpStatus}::int, kind = ${kind}, reason = ${reason},
          accepted = ${accepted.length}, refused = ${refused.length}, digest = ${digest}
        where id = ${callId}::uuid and exists (select 1 from alive)
      ), written as (
        update submissions e set received_at = ${at}, sent_fingerprint = u.fingerprint, sent_at = ${at}, refused_fingerprint = null,
          tba_messages = '[]'::jsonb, sent_payload = null, refused_payload = null,
          kept_exclusion = coalesce(u.exclusion, e.kept_exclusion),
          left_behind = case when e.sent_payload is null then e.left_behind else add_left_behind(e.left_behind, e.sent_payload,
            (select d.payload from dossiers d where d.id = u.id and d.fingerprint = u.fingerprint), (${at} at time zone 'Europe/Paris')::date) end
        from unnest(${ids}, ${fingerprints}, ${exclusions}) as u(id, fingerprint, exclusion)
        where e.dossier_id = u.id and exists (select 1 from alive)
          and (e.sent_fingerprint is distinct from u.fingerprint or e.refused_fingerprint is not null)
        returning e.dossier_id as id, (select d.fingerprint from dossiers d where d.id = e.dossier_id) <> u.fingerprint as change
      )
      select exists (select 1 from alive) as alive,
        (select jsonb_agg(jsonb_build_object('id', w.id, 'had', (select o.sent_payload from submissions o where o.dossier_id = w.id)))
          from written w where w.change) as changed`,
  );
  return written?.alive ? new Map((written.changed ?? []).map(({ id, had }) => [id, had])) : null;
}

/** A refused dossier: on the dossier and in the run. */
export async function recordRefused(
  tx: Db,
  transmissionId: string,
  callId: string | null,
  refused: Verdicts["refused"],
  at: string,
): Promise<void> {
  if (refused.length === 0) return;
  const text = JSON.stringify(refused.map(({ id, fingerprint, messages }) => ({ id, fingerprint, messages })));
  const found = sql`jsonb_to_recordset(${text}::jsonb) as r(id uuid, fingerprint text, messages jsonb) join dossiers d on d.id = r.id`;
  await tx.execute(sql`insert into results (transmission_id, dossier_id, etablissement_id, call_id, outcome, messages)
    select ${transmissionId}::uuid, r.id, d.etablissement_id, ${callId}::uuid, 'refused', r.messages from ${found}
    on conflict (transmission_id, dossier_id) do update
      set call_id = excluded.call_id, outcome = excluded.outcome, messages = excluded.messages`);
  await tx.execute(sql`update submissions e set received_at = ${at}::timestamptz, refused_fingerprint = r.fingerprint, tba_messages = r.messages,
      refused_payload = null
    from ${found} where e.dossier_id = r.id`);
}

/** What was sent is no longer the dossier's own: it is kept apart. */
async function keepPayload(tx: Db, { id, fingerprint, payload }: Verdicts["accepted"][number]): Promise<void> {
  await tx.execute(sql`select keep_payload(d.id, ${fingerprint}, ${String(payload)})
    from dossiers d where d.id = ${id}::uuid and d.fingerprint <> ${fingerprint}`);
}

/** What the TBA had of a dossier that changed while the call was under way, and keeps besides what it took: nothing of the dossier says it any more. */
async function keepLeftBehind(tx: Db, { id, payload }: Verdicts["accepted"][number], had: string, at: Date) {
  await tx.execute(sql`update submissions set left_behind = add_left_behind(left_behind, ${had}, ${String(payload)},
      (${at.toISOString()}::timestamptz at time zone 'Europe/Paris')::date) where dossier_id = ${id}::uuid`);
}

/**
 * Writes the answer on its request, with what it says of each dossier and the run's counts: all or nothing. Answers whether the TBA had
 * these very texts already. Throws RunLostError, nothing written, when the run is no longer ours.
 */
export async function recordAnswer(
  db: Db,
  transmissionId: string,
  callId: string,
  answer: RecordedAnswer,
  verdicts: Verdicts,
): Promise<{ known: boolean }> {
  const { accepted, refused } = verdicts;
  const digest = refused.length === 0 && accepted.length > 0 ? callDigest(accepted) : null;
  if (digest !== null) {
    const sent = { dossiers: accepted.length, digest };
    if (await recordKnownAnswer(db, transmissionId, callId, answer, sent)) return { known: true };
  }
  // What a dossier that changed meanwhile leaves behind goes with its answer: dying between the two would forget what the TBA has of it.
  await db.transaction(async (tx) => {
    const changed = await recordCallAndAccepted(tx, transmissionId, callId, answer, verdicts, digest);
    if (changed === null) throw new RunLostError();
    await recordRefused(tx, transmissionId, callId, refused, answer.answeredAt.toISOString());
    for (const sent of accepted) {
      const had = changed.get(sent.id);
      if (had === undefined) continue;
      await keepPayload(tx, sent);
      if (had !== null) await keepLeftBehind(tx, sent, had, answer.answeredAt);
    }
    for (const sent of refused) await keepPayload(tx, sent);
  });
  return { known: false };
}
