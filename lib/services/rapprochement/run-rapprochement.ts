import { and, desc, eq, inArray, ne, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { allowLongWork } from "@/db/long-work";
import { type ReadList, rapprochementEntries, rapprochements, tbaLists } from "@/db/schema/rapprochements";
import { type Reconciled, type ReconciledEntry, reconcile } from "@/lib/domain/rapprochement/reconcile";
import { forecastOn } from "@/lib/domain/rapprochement/why-seen";
import { lockEtablissement } from "@/lib/services/dossiers/corrections/corrected-dossiers";
import { loadFacts } from "./dossier-facts";

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

/** The dossiers that the last rapprochement saw; null when there is none. */
async function seenBefore(tx: Db, { rapprochementId, etablissementId }: Ids): Promise<Set<string> | null> {
  const [last] = await tx
    .select({ id: rapprochements.id })
    .from(rapprochements)
    .where(
      and(
        eq(rapprochements.etablissementId, etablissementId),
        eq(rapprochements.state, "done"),
        ne(rapprochements.id, rapprochementId),
      ),
    )
    .orderBy(desc(rapprochements.at))
    .limit(1);
  if (last === undefined) return null;
  const found = await parsedRows(
    tx,
    z.object({ id: z.string() }),
    sql`select dossier_id as id from rapprochement_entries where rapprochement_id = ${last.id}::uuid
      and own and line is not null and dossier_id is not null and category <> 'to-confirm'`,
  );
  return new Set(found.map(({ id }) => id));
}

async function store(db: Db, ids: Ids, { entries, counts }: Reconciled, lists: ReadList[]) {
  const { rapprochementId, etablissementId } = ids;
  const seen = entries.filter(isSeen);
  const byCategory: Record<string, number> = {};
  for (const { category } of entries) byCategory[category] = (byCategory[category] ?? 0) + 1;
  await db.transaction(async (tx) => {
    await allowLongWork(tx);
    await lockEtablissement(tx, etablissementId);
    // Gone meanwhile: a dossier that was erased must not come back as an entry.
    const own = new Set((await loadIds(tx, etablissementId)).map(({ id }) => id));
    const standing = entries.filter(({ dossier }) => dossier === null || own.has(dossier.id));
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
        change:
          before === null
            ? null
            : {
                appeared: [...now].filter((id) => !before.has(id)).length,
                vanished: [...before].filter((id) => !now.has(id)).length,
              },
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
  await store(
    db,
    ids,
    reconcile(facts, lists),
    lists.map(({ type, day, lines }) => ({ type, day, lines: lines.length })),
  );
}
