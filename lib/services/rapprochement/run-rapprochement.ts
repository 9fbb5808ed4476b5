import { and, desc, eq, inArray, isNotNull, ne, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { allowLongWork } from "@/db/long-work";
import {
  type RapprochementChange,
  type RapprochementProgress,
  type ReadList,
  rapprochementEntries,
  rapprochements,
  tbaLists,
} from "@/db/schema/rapprochements";
import { type Reconciled, type ReconciledEntry, reconcile } from "@/lib/domain/rapprochement/reconcile";
import { forecastOn } from "@/lib/domain/rapprochement/why-seen";
import { lockEtablissement } from "@/lib/services/dossiers/corrections/corrected-dossiers";
import { loadFacts } from "./dossier-facts";
import { linesWithoutErased } from "./lines-without-erased";
import { answersAbout } from "./list-answers";

/** Killed, or failed, so many times: it is given up. */
const MAX_ATTEMPTS = 6;
const PER_STATEMENT = 2000;

type Ids = { rapprochementId: string; etablissementId: string };

/** A dossier is seen when a line is its own, whatever else is to be said of it. */
const isSeen = ({ category, own, line, dossier }: ReconciledEntry) =>
  own && dossier !== null && line !== null && category !== "to-confirm";

async function writeEntries(tx: Db, { rapprochementId, etablissementId }: Ids, entries: readonly ReconciledEntry[]) {
  for (let from = 0; from < entries.length; from += PER_STATEMENT) {
    const rows = entries.slice(from, from + PER_STATEMENT).map(({ dossier, line, ...entry }, i) => {
      const { category, reason, action, actor, own } = entry;
      const { day = null, ...shown } = line ?? {};
      return {
        ...{ rank: from + i, category, reason, action, actor, own },
        dossier_id: dossier?.id ?? null,
        line: line === null ? null : shown,
        forecast: dossier === null || day === null ? null : forecastOn(dossier, day),
      };
    });
    await tx.execute(sql`insert into rapprochement_entries
      (rapprochement_id, etablissement_id, rank, category, reason, action, actor, own, dossier_id, line, forecast)
      select ${rapprochementId}::uuid, ${etablissementId}::uuid, r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(rank int, category text, reason text, action text, actor text, own boolean, dossier_id uuid, line jsonb, forecast text)`);
  }
}

/** «Vu»: the day of the list that shows the dossier; a dossier that the lists no longer show keeps when it was seen last. */
async function markSeen(tx: Db, entries: readonly ReconciledEntry[]): Promise<void> {
  const seen = entries.flatMap(({ dossier, line }) =>
    dossier === null || line === null ? [] : [{ dossier_id: dossier.id, day: line.day }],
  );
  for (let from = 0; from < seen.length; from += PER_STATEMENT) {
    await tx.execute(sql`update submissions s set seen_at = r.day::timestamp at time zone 'Europe/Paris'
      from jsonb_to_recordset(${JSON.stringify(seen.slice(from, from + PER_STATEMENT))}::jsonb) as r(dossier_id uuid, day date)
      where s.dossier_id = r.dossier_id and (s.seen_at is null or s.seen_at < r.day::timestamp at time zone 'Europe/Paris')`);
  }
}

/**
 * The dossiers that the rapprochement before saw; null when there is none. Compared again after an answer, a rapprochement has kept them: the
 * entries of the one before are gone.
 */
async function seenBefore(tx: Db, { rapprochementId, etablissementId }: Ids): Promise<string[] | null> {
  const { id, counts, seenBefore: kept, at } = rapprochements;
  const [own] = await tx.select({ counts, kept }).from(rapprochements).where(eq(id, rapprochementId));
  if (own !== undefined && own.counts !== null) return own.kept;
  const others = and(eq(rapprochements.etablissementId, etablissementId), ne(id, rapprochementId));
  const [last] = await tx
    .select({ id })
    .from(rapprochements)
    .where(and(others, isNotNull(counts)))
    .orderBy(desc(at))
    .limit(1);
  await tx.update(rapprochements).set({ seenBefore: null }).where(others);
  if (last === undefined) return null;
  const found = await parsedRows(
    tx,
    z.object({ id: z.string() }),
    sql`select dossier_id as id from rapprochement_entries where rapprochement_id = ${last.id}::uuid
      and own and line is not null and dossier_id is not null and category <> 'to-confirm'`,
  );
  return found.map((row) => row.id);
}

/** False when it is to begin again: somebody answered for a line meanwhile, and its job waits. */
async function stillRuns(tx: Db, { rapprochementId }: Ids): Promise<boolean> {
  const [own] = await tx
    .select({ state: rapprochements.state })
    .from(rapprochements)
    .where(eq(rapprochements.id, rapprochementId));
  return own?.state === "running";
}

function changeSince(before: readonly string[], now: ReadonlySet<string>): RapprochementChange {
  const known = new Set(before);
  return {
    appeared: [...now].filter((id) => !known.has(id)).length,
    vanished: before.filter((id) => !now.has(id)).length,
  };
}

async function store(db: Db, ids: Ids, { entries, counts }: Reconciled, lists: ReadList[]) {
  const { rapprochementId, etablissementId } = ids;
  const seen = entries.filter(isSeen);
  await db.transaction(async (tx) => {
    await allowLongWork(tx);
    await lockEtablissement(tx, etablissementId);
    if (!(await stillRuns(tx, ids))) return;
    // Gone meanwhile: who was erased must not come back as an entry.
    const own = new Set((await loadIds(tx, etablissementId)).map(({ id }) => id));
    const left = entries.filter(({ dossier }) => dossier === null || own.has(dossier.id));
    const shown = left.flatMap(({ line }) => line ?? []);
    const welcome = new Set(await linesWithoutErased(tx, etablissementId, shown));
    const standing = left.filter(({ line }) => line === null || welcome.has(line));
    const byCategory: Record<string, number> = {};
    for (const { category } of standing) byCategory[category] = (byCategory[category] ?? 0) + 1;
    const before = await seenBefore(tx, ids);
    const now = new Set(seen.flatMap(({ dossier }) => dossier?.id ?? []));
    await tx.delete(rapprochementEntries).where(eq(rapprochementEntries.etablissementId, etablissementId));
    await writeEntries(tx, ids, standing);
    await markSeen(tx, seen);
    await tx
      .update(rapprochements)
      .set({
        ...{ state: "done", counts, byCategory },
        lists,
        seenBefore: before,
        change: before === null ? null : changeSince(before, now),
      })
      .where(eq(rapprochements.id, rapprochementId));
  });
}

const loadIds = (tx: Db, etablissementId: string) =>
  parsedRows(
    tx,
    z.object({ id: z.string() }),
    sql`select id from dossiers where etablissement_id = ${etablissementId}::uuid`,
  );

/**
 * Compares the lists of an établissement with its dossiers and writes what comes of it, all or nothing: may be killed at any moment and run again. One
 * that failed too often is given up.
 */
export async function runRapprochement(db: Db, ids: Ids): Promise<void> {
  const { rapprochementId, etablissementId } = ids;
  const [taken] = await db
    .update(rapprochements)
    .set({ state: "running", attempt: sql`${rapprochements.attempt} + 1` })
    .where(and(eq(rapprochements.id, rapprochementId), inArray(rapprochements.state, ["waiting", "running"])))
    .returning({ attempt: rapprochements.attempt });
  if (taken === undefined) return;
  if (taken.attempt > MAX_ATTEMPTS) {
    await db.update(rapprochements).set({ state: "failed" }).where(eq(rapprochements.id, rapprochementId));
    return;
  }
  const lists = await db.select().from(tbaLists).where(eq(tbaLists.etablissementId, etablissementId));
  const facts = await loadFacts(db, etablissementId);
  const lines = lists.reduce((total, list) => total + list.lines.length, 0);
  const tell = (step: RapprochementProgress["step"]) =>
    db
      .update(rapprochements)
      .set({ progress: { step, lines, dossiers: facts.length } })
      .where(eq(rapprochements.id, rapprochementId));
  await tell("comparing");
  const about = await answersAbout(
    db,
    etablissementId,
    lists.flatMap((list) => list.lines),
  );
  const reconciled = reconcile(facts, lists, about);
  await tell("writing");
  const read = lists.map(({ type, day, lines }) => ({ type, day, lines: lines.length }));
  await store(db, ids, reconciled, read);
}
