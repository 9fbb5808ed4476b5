import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows, preparedRows } from "@/db/database";
import { uuidArray } from "@/db/uuid-array";
import { RUN_STATUSES, type RunTrigger } from "@/lib/domain/enumerations";
import { env } from "@/lib/env";
import { DecryptionError, decrypt } from "@/lib/security/encryption";
import type { ServiceContext } from "@/lib/services/context";
import { closeRun, type RunOutcome } from "./ledger-close";
import { type Selection, selectDossiers } from "./select-dossiers";

const IdSchema = z.object({ id: z.string() });
const StartSchema = z.object({
  ciphertext: z.string().nullable(),
  status: z.enum(RUN_STATUSES).nullable(),
  removals: z.number(),
});
const ChainSchema = z.object({ id: z.string(), status: z.enum(RUN_STATUSES), startedAt: z.coerce.date() });

/**
 * What a run needs to know before it opens: the key in clear, null without one, or that it does not open any more; how the last run ended, null
 * before the first; how many times dossiers were removed.
 */
export type RunStart = { key: string | null; unreadable: boolean; previousStatus: string | null; removals: number };

function openKey(ciphertext: string | null, etablissementId: string): Pick<RunStart, "key" | "unreadable"> {
  if (ciphertext === null) return { key: null, unreadable: false };
  try {
    return { key: decrypt(ciphertext, etablissementId, env().ENCRYPTION_KEYS), unreadable: false };
  } catch (error) {
    if (error instanceof DecryptionError) return { key: null, unreadable: true };
    throw error;
  }
}

/** In one question. */
async function readStart(db: Db, etablissementId: string): Promise<z.infer<typeof StartSchema> | undefined> {
  const [found] = await preparedRows(
    db,
    StartSchema,
    sql`select (select ciphertext from tba_keys where etablissement_id = e.id) as ciphertext,
        (select t.status from transmissions t where t.etablissement_id = e.id order by t.started_at desc, t.id limit 1) as status,
        e.removals
      from etablissements e where e.id = ${etablissementId}::uuid`,
  );
  return found;
}

/** What a run needs to know before it opens. */
export async function getRunStart(db: Db, etablissementId: string): Promise<RunStart> {
  const found = await readStart(db, etablissementId);
  return {
    ...openKey(found?.ciphertext ?? null, etablissementId),
    previousStatus: found?.status ?? null,
    removals: found?.removals ?? 0,
  };
}

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
  const chain = await parsedRows(
    db,
    ChainSchema,
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
  // Later than now, it was opened by a clock that has been set back since: it would be taken up each night until its day comes.
  if (Math.abs(now.getTime() - first.startedAt.getTime()) > MAX_RESUME_HOURS * 3_600_000) return null;
  const resumes = last.status === "interrupted" || (last.status === "failed" && !interruptedOnly);
  return resumes ? { id: last.id, runs: chain.map(({ id }) => id) } : null;
}

export const INTERRUPTED: RunOutcome = {
  status: "interrupted",
  error: "Le serveur s'est arrêté pendant la transmission.",
};
/** What a run is about; `nightId` null when a person asks; `ownerId`: the process that runs it. */
export type RunOpening = {
  trigger: RunTrigger;
  by: string | null;
  nightId: string | null;
  ownerId: number | null;
};

export type OpenedRunSelection = { id: string } & Selection;

/** A run still under way belongs to a process that the queue gave up: it is closed, and that process will write nothing more. */
async function closeLeftovers(db: Db, etablissementId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const leftovers = await parsedRows(
      tx,
      IdSchema,
      sql`select id from transmissions where etablissement_id = ${etablissementId}::uuid and status = 'running' for update`,
    );
    for (const { id } of leftovers) await closeRun(tx, id, INTERRUPTED);
  });
}

/** More than once in a row, dossiers were removed while they were read. */
const MAX_OPENINGS = 5;

/**
 * Opens a run for an établissement, and writes down what it sets out to send: everything, or what the last run left when a crash cut
 * it, or when that is asked for (`resume`). Of what somebody removes meanwhile (keepRunsOut), nothing: it is then read again.
 */
export async function openRun(
  { db, now }: ServiceContext,
  etablissementId: string,
  opening: RunOpening,
  { resume, perCall, start }: { resume: boolean; perCall: number; start: Omit<RunStart, "key" | "unreadable"> },
): Promise<OpenedRunSelection> {
  const { previousStatus } = start;
  if (previousStatus === "running") await closeLeftovers(db, etablissementId);
  const whole = previousStatus === null || previousStatus === "completed";
  const before = whole ? null : await findResumable(db, etablissementId, now, !resume);
  const { trigger, by, nightId, ownerId } = opening;
  let { removals } = start;
  for (let time = 0; time < MAX_OPENINGS; time++) {
    const selection = await selectDossiers(db, etablissementId, before?.runs ?? [], perCall);
    const { eligibles } = selection;
    // The lock waits for whoever removes dossiers, and the number is then looked at again.
    const [opened] = await preparedRows(
      db,
      IdSchema,
      sql`insert into transmissions (etablissement_id, status, trigger, by, night_id, owner_id, started_at, heartbeat_at, resumed_from,
          eligibles, eligible_ids, invalides)
        select e.id, 'running', ${trigger}, ${by}::uuid, ${nightId}::uuid, ${ownerId}::int,
          ${now.toISOString()}::timestamptz, now(), ${before?.id ?? null}::uuid, ${eligibles.length}::int, ${uuidArray(eligibles.map((d) => d.id))},
          (select count(*) from dossiers d where d.etablissement_id = e.id and d.apprenti and d.blocked)
        from etablissements e where e.id = ${etablissementId}::uuid and e.removals = ${removals}::int for key share of e
        on conflict do nothing returning id`,
    );
    if (opened !== undefined) return { id: opened.id, ...selection };
    await closeLeftovers(db, etablissementId);
    removals = (await readStart(db, etablissementId))?.removals ?? removals;
  }
  throw new Error("La transmission n'a pas été ouverte.");
}
