import { and, asc, desc, eq, getTableColumns, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { calls, transmissions } from "@/db/schema/transmissions";
import { users } from "@/db/schema/users";
import { isUuid } from "@/lib/domain/is-uuid";
import { env } from "@/lib/env";
import { ServiceError } from "@/lib/errors";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { getQueueState } from "@/lib/services/transmissions/queue/queue-state";
import {
  type CallSummary,
  DOSSIER_OUTCOMES,
  type Progress,
  type RunDossier,
  type TransmissionDetail,
  type TransmissionList,
  type TransmissionSummary,
} from "@/lib/services/transmissions/transmissions.types";
import { transmissionPageLink } from "@/lib/tba/transmission-page-link";

const { eligibleIds: _, ...WITHOUT_DOSSIERS } = getTableColumns(transmissions);
const COLUMNS = { ...WITHOUT_DOSSIERS, name: users.name };
type Row = Omit<typeof transmissions.$inferSelect, "eligibleIds"> & { name: string | null };

function toSummary({ name, startedAt, endedAt, ...l }: Row): TransmissionSummary {
  const { id, status, trigger, eligibles, accepted, refused, notSent, invalides, waitingFor, resumedFrom, error } = l;
  return {
    id,
    status,
    trigger,
    by: name,
    startedAt: startedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    eligibles,
    accepted,
    refused,
    notSent,
    invalides,
    waitingFor,
    resumedFrom,
    error,
  };
}

/** The TBA shows a run under the day of its end. */
function tbaPageOf({ accepted, refused, startedAt, endedAt }: TransmissionSummary): string | null {
  if (accepted + refused === 0) return null;
  return transmissionPageLink(env().TBA_SITE_URL, new Date(endedAt ?? startedAt));
}

const query = (db: Db) => db.select(COLUMNS).from(transmissions).leftJoin(users, eq(users.id, transmissions.by));

/** The summary of a run of ours. */
export async function getSummary(db: Db, transmissionId: string): Promise<TransmissionSummary> {
  const [row] = await query(db).where(eq(transmissions.id, transmissionId));
  if (row === undefined) throw new Error("Transmission introuvable.");
  return toSummary(row);
}

/** Some runs of an établissement, the last one first. */
export async function listLatest(db: Db, etablissementId: string, limit: number, offset: number) {
  const found = await query(db)
    .where(eq(transmissions.etablissementId, etablissementId))
    .orderBy(desc(transmissions.startedAt), desc(transmissions.id))
    .limit(limit)
    .offset(offset);
  return found.map(toSummary);
}

/** A run of an établissement, null when it is of another one or does not exist. */
export async function findSummary(db: Db, etablissementId: string, id: string): Promise<TransmissionSummary | null> {
  const [row] = await query(db).where(
    and(eq(transmissions.etablissementId, etablissementId), eq(transmissions.id, id)),
  );
  return row === undefined ? null : toSummary(row);
}

/** Where the établissement's transmission is just now. */
export async function loadProgress(scope: Scope): Promise<Progress> {
  const { id } = requirePermission(scope, "view");
  const [[last], queue] = await Promise.all([listLatest(scope.db, id, 1, 0), getQueueState(scope.db, id)]);
  return { transmission: last ?? null, queue };
}

const RUNS_PER_PAGE = 30;

/** The runs of an établissement, the last one first; a page out of bounds is the nearest one. */
export async function listTransmissions(scope: Scope, requested: number): Promise<TransmissionList> {
  const { db } = scope;
  const { id } = requirePermission(scope, "view");
  const total = await db.$count(transmissions, eq(transmissions.etablissementId, id));
  const pages = Math.max(1, Math.ceil(total / RUNS_PER_PAGE));
  const page = Math.min(Math.max(1, requested), pages);
  const rows = await listLatest(db, id, RUNS_PER_PAGE, (page - 1) * RUNS_PER_PAGE);
  const linked = rows.map((summary) => ({ ...summary, tbaPage: tbaPageOf(summary) }));
  return { rows: linked, total, page, pages, queue: await getQueueState(db, id) };
}

const DOSSIERS_PER_PAGE = 50;
const RunDossierSchema: z.ZodType<RunDossier> = z.object({
  id: z.string(),
  apprenant: z.string(),
  formation: z.string(),
  outcome: z.enum(DOSSIER_OUTCOMES),
  messages: z.array(z.string()),
});

/** What to show of a run: the dossiers of one call, or those that were not accepted; which page of them. */
export type TransmissionView = { call: number | null; page: number };

async function listCalls(db: Db, transmissionId: string): Promise<CallSummary[]> {
  const found = await db
    .select()
    .from(calls)
    .where(eq(calls.transmissionId, transmissionId))
    .orderBy(asc(calls.sequence));
  return found.map(
    ({ requestedAt, answeredAt, id: _, transmissionId: __, dossierIds: ___, digest: ____, ...call }) => ({
      ...call,
      requestedAt: requestedAt.toISOString(),
      answeredAt: answeredAt?.toISOString() ?? null,
    }),
  );
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
  const [count] = await parsedRows(db, z.object({ n: z.number() }), sql`select count(*)::int as n from (${seen}) v`);
  const total = count?.n ?? 0;
  const pages = Math.max(1, Math.ceil(total / DOSSIERS_PER_PAGE));
  const page = Math.min(Math.max(1, requested), pages);
  const found = await parsedRows(
    db,
    RunDossierSchema,
    sql`select d.id, d.apprenant, d.formation, v.outcome, v.messages from (${seen}) v join dossiers d on d.id = v.id
      order by v.sequence, d.apprenant_sort, d.id limit ${DOSSIERS_PER_PAGE} offset ${(page - 1) * DOSSIERS_PER_PAGE}`,
  );
  return { rows: found, total, page, pages };
}

/** A run in full: its calls, and what became of its dossiers. Throws NOT_FOUND when it is not of this établissement. */
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
  return { summary, tbaPage: tbaPageOf(summary), calls: found, call, dossiers, queue: await getQueueState(db, id) };
}
