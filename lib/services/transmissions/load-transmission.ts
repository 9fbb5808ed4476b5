import { asc, eq, sql } from "drizzle-orm";
import { type Db, rows } from "@/db/database";
import { calls } from "@/db/schema/transmissions";
import { isUuid } from "@/lib/domain/is-uuid";
import { ServiceError } from "@/lib/errors";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { getQueueState } from "@/lib/services/transmissions/queue/queue-state";
import { findSummary } from "./summaries";
import type { CallSummary, RunDossier, TransmissionDetail } from "./transmissions.types";

const PER_PAGE = 50;

/** What to show of a run: the dossiers of one call, or those that were not accepted; which page of them. */
export type TransmissionView = { call: number | null; page: number };

async function listCalls(db: Db, transmissionId: string): Promise<CallSummary[]> {
  const found = await db
    .select()
    .from(calls)
    .where(eq(calls.transmissionId, transmissionId))
    .orderBy(asc(calls.sequence));
  return found.map(({ requestedAt, answeredAt, id: _, transmissionId: __, dossierIds: ___, ...call }) => ({
    ...call,
    requestedAt: requestedAt.toISOString(),
    answeredAt: answeredAt?.toISOString() ?? null,
  }));
}

/** The dossiers of one call, in the order sent; or all that were not accepted, the refused ones first. */
async function listDossiers(db: Db, transmissionId: string, { call, page: requested }: TransmissionView) {
  const ofRun = sql`${transmissionId}::uuid`;
  const seen =
    call === null
      ? sql`select r.dossier_id as id, r.outcome, r.messages, case r.outcome when 'refused' then 0 else 1 end::bigint as sequence
          from results r where r.transmission_id = ${ofRun}`
      : sql`select e.id, coalesce(r.outcome, case when a.kind = 'answer' then 'accepted' else 'unanswered' end) as outcome,
            coalesce(r.messages, '[]'::jsonb) as messages, e.sequence
          from calls a cross join unnest(a.dossier_ids) with ordinality as e(id, sequence)
          left join results r on r.transmission_id = a.transmission_id and r.dossier_id = e.id and r.call_id = a.id
          where a.transmission_id = ${ofRun} and a.sequence = ${call}`;
  const [count] = await rows<{ n: number }>(db, sql`select count(*)::int as n from (${seen}) v`);
  const total = count?.n ?? 0;
  const pages = Math.max(1, Math.ceil(total / PER_PAGE));
  const page = Math.min(Math.max(1, requested), pages);
  const found = await rows<RunDossier>(
    db,
    sql`select d.id, d.apprenant, d.formation, v.outcome, v.messages from (${seen}) v join dossiers d on d.id = v.id
      order by v.sequence, d.apprenant_sort, d.id limit ${PER_PAGE} offset ${(page - 1) * PER_PAGE}`,
  );
  return { rows: found, total, page, pages };
}

/** A run in full: its calls, and what became of its dossiers. Throws INTROUVABLE when it is not of this établissement. */
export async function loadTransmission(
  scope: Scope,
  transmissionId: string,
  view: TransmissionView,
): Promise<TransmissionDetail> {
  const { db } = scope;
  const { id } = requirePermission(scope, "view");
  const summary = isUuid(transmissionId) ? await findSummary(db, id, transmissionId) : null;
  if (summary === null) throw new ServiceError("NOT_FOUND", "Cette page n'existe pas.");
  const found = await listCalls(db, summary.id);
  const call = found.some(({ sequence }) => sequence === view.call) ? view.call : null;
  const dossiers = await listDossiers(db, summary.id, { call, page: view.page });
  return { summary, calls: found, call, dossiers, queue: await getQueueState(db, id) };
}
