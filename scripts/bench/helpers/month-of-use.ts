import { parisDay } from "@/lib/domain/paris-day";
import { type RunDeps, runTransmission } from "@/lib/night/run/run";
import type { ServiceContext } from "@/lib/services/context";
import { NO_OUTBOX } from "@/lib/services/emails/outbox";
import { openScope } from "@/lib/services/etablissements/scope";
import { foldPendingChanges } from "@/lib/services/figures/fold-changes";
import { importFile } from "@/lib/services/imports/import-file";
import { renewLines } from "@/lib/services/rapport/lines/renew-lines";
import { tbaClient } from "@/lib/tba-process/tba-client";
import { cfaE2e } from "@/tests/e2e/cfas";
import { giveKey } from "@/tests/factories/etablissement";
import { copyRows, withoutTriggers } from "./copy-rows";
import type { Base } from "./scale-base";

export const NIGHTS = 30;

/** An établissement of the bench, and the person who works in it. */
export type Living = { id: string; uai: string; ctx: ServiceContext };

/** Nobody asks the TBA about couples here: they are said to be known. */
const NO_TBA = { findOrganisme: () => Promise.resolve({ kind: "unreachable" as const, reason: "banc" }) } as never;

/** The n-th établissement of the site's accounts, seen by its gestionnaire. */
export async function livingOf({ owner, database }: Base, rank: number): Promise<Living> {
  const { uai } = cfaE2e(rank);
  const [found] = await owner<
    { id: string; person: string }[]
  >`select e.id, u.id as person from etablissements e, users u
    where e.uai = ${uai} and u.email = ${`gestionnaire-${rank}@example.org`}`;
  if (found === undefined) throw new Error("Le banc n'a pas pu être préparé.");
  const ctx: ServiceContext = { db: database.db, actor: { kind: "person", id: found.person }, now: new Date() };
  return { id: found.id, uai, ctx };
}

/** One import of a file on disk, as the jobs do it. Answers milliseconds. */
export async function importOnce({ ctx, uai }: Pick<Living, "ctx" | "uai">, path: string): Promise<number> {
  const scope = await openScope({ ...ctx, now: new Date() }, uai);
  const startedAt = performance.now();
  await importFile(scope, { name: "banc.xlsx", path }, NO_TBA);
  return performance.now() - startedAt;
}

/** One transmission of an établissement, as the worker runs it. Answers milliseconds. */
export async function transmitOnce({ database }: Base, { id }: Living): Promise<number> {
  const ctx: ServiceContext = { db: database.db, actor: { kind: "clock" }, now: new Date() };
  const deps: RunDeps = { tba: tbaClient(), outbox: NO_OUTBOX };
  const request = { trigger: "clock", by: null, nightId: null, resume: false } as const;
  const startedAt = performance.now();
  await runTransmission(ctx, id, request, deps);
  return performance.now() - startedAt;
}

/** What one night and one file left, again for each night and each week before. */
async function repeatHistory({ owner }: Base, id: string): Promise<void> {
  const own = `m.etablissement_id = '${id}'`;
  const earlier = (column: string) => `m.${column} - make_interval(days => n)`;
  const again = (column: string) => `md5(n || m.${column}::text)::uuid`;
  const nights = { beside: `cross join generate_series(1, ${NIGHTS - 1}) n`, where: own };
  const weeks = { beside: `cross join generate_series(7, ${NIGHTS - 1}, 7) n`, where: own };
  await owner`insert into nights (key, started_at, etablissements)
    select to_char(current_date - n, 'YYYY-MM-DD') || 'T02:00', current_date - n + time '02:00', 0
    from generate_series(0, ${NIGHTS - 1}::int) n on conflict do nothing`;
  await withoutTriggers(owner, async (tx) => {
    const runs = { id: again("id"), started_at: earlier("started_at"), heartbeat_at: earlier("heartbeat_at") };
    await copyRows(tx, "transmissions", { ...runs, ended_at: earlier("ended_at") }, nights);
    const asked = { requested_at: earlier("requested_at"), answered_at: earlier("answered_at") };
    await copyRows(
      tx,
      "calls",
      { id: again("id"), transmission_id: again("transmission_id"), digest: "null", ...asked },
      nights,
    );
    await copyRows(tx, "night_figures", { day: "m.day - n" }, nights);
    await copyRows(tx, "audit_log", { id: "gen_random_uuid()", at: earlier("at") }, nights);
    await copyRows(tx, "imports", { id: again("id"), at: earlier("at") }, weeks);
    await copyRows(tx, "import_files", { import_id: again("import_id") }, weeks);
    await tx`update transmissions t set night_id = n.id from nights n
      where t.etablissement_id = ${id} and n.started_at::date = t.started_at::date`;
    await tx`update etablissement_figures set valid_nights = last_nights(etablissement_id, current_date), nights_until = current_date
      where etablissement_id = ${id}`;
  });
}

/** Brings the counts and the lines of the report up to all that was written: the next reading renews nothing. */
async function settle({ database }: Base, id: string): Promise<void> {
  const now = new Date();
  await foldPendingChanges(database.db, now, new AbortController().signal);
  await renewLines(database.db, id, parisDay(now));
}

/**
 * A month of an établissement: its file is imported and transmitted by the product itself, then what that left is there for each of
 * the thirty nights, and for a file a week.
 */
export async function liveOneMonth(base: Base, rank: number, file: string, key: string): Promise<Living> {
  const living = await livingOf(base, rank);
  await giveKey(base.database.db, living.id, key);
  await importOnce(living, file);
  await base.owner`insert into tba_couples (uai, siret, known, closed, checked_at)
    select distinct upper(payload::jsonb ->> 'etablissement_formateur_uai'), payload::jsonb ->> 'etablissement_formateur_siret', true, false, now()
    from dossiers where etablissement_id = ${living.id} and not blocked on conflict do nothing`;
  await transmitOnce(base, living);
  await repeatHistory(base, living.id);
  await settle(base, living.id);
  return living;
}
