import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { etablissements } from "@/db/schema/etablissements";
import { etablissementFigures } from "@/db/schema/figures";
import { parisDay } from "@/lib/domain/paris-day";
import type { CauseFigure } from "@/lib/domain/reseau/cause-figure.types";
import { listCauses } from "@/lib/services/deblocage/list-causes";
import { conditions } from "@/lib/services/rapport/filter";

/** A vendor is written to about what stops many: past these, an établissement's causes are a dossier's own. */
const MAX_CAUSES = 20;

const SumsSchema = z.object({ apprentis: z.number(), valides: z.number(), seen: z.number() });

async function firstCauses(tx: Db, etablissementId: string, now: Date): Promise<CauseFigure[]> {
  const causes = await listCauses(tx, conditions(etablissementId, {}, parisDay(now)));
  return causes.slice(0, MAX_CAUSES).map(({ dossiers, unblocked, ...cause }) => ({
    ...cause,
    dossiers: dossiers.length,
    unblocked: unblocked.length,
  }));
}

/**
 * Folds the pending changes of an établissement into its short row, and looks for its causes again when a réseau watches it. What is
 * written meanwhile stays pending: the causes are those of all the dossiers that the folded changes are about, or of later ones.
 */
export async function foldChanges(db: Db, etablissementId: string, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const [sums] = await parsedRows(
      tx,
      SumsSchema,
      sql`with folded as (delete from figure_changes where etablissement_id = ${etablissementId}::uuid returning apprentis, valides, seen)
        select coalesce(sum(apprentis), 0)::int as apprentis, coalesce(sum(valides), 0)::int as valides, coalesce(sum(seen), 0)::int as seen
        from folded`,
    );
    const [watched] = await tx
      .select({ reseauId: etablissements.reseauId })
      .from(etablissements)
      .where(eq(etablissements.id, etablissementId));
    if (sums === undefined || watched === undefined) return;
    const found =
      watched.reseauId === null ? null : { causes: await firstCauses(tx, etablissementId, now), causesAt: now };
    const f = etablissementFigures;
    await tx
      .insert(f)
      .values({ etablissementId, ...sums, ...found })
      .onConflictDoUpdate({
        target: f.etablissementId,
        set: {
          apprentis: sql`${f.apprentis} + ${sums.apprentis}`,
          valides: sql`${f.valides} + ${sums.valides}`,
          seen: sql`${f.seen} + ${sums.seen}`,
          ...found,
        },
      });
  });
}

/**
 * Folds what is pending, until it is asked to stop: in the établissements whose dossiers changed, and in those that a réseau
 * watches since and whose causes nobody looked for. To call every minute, by any number of processes.
 */
export async function foldPendingChanges(db: Db, now: Date, stopSignal: AbortSignal): Promise<void> {
  // In any order: one that fails must not stand for ever before the others.
  const pending = await parsedRows(
    db,
    z.object({ id: z.string() }),
    sql`select e.id from etablissements e where exists (select 1 from figure_changes c where c.etablissement_id = e.id)
        or (e.reseau_id is not null and not exists (
          select 1 from etablissement_figures f where f.etablissement_id = e.id and f.causes_at is not null))
      order by random()`,
  );
  for (const { id } of pending) {
    if (stopSignal.aborted) return;
    await foldChanges(db, id, now);
  }
}
