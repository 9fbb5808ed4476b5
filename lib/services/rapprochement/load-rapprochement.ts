import { count, desc, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { rapprochementEntries, rapprochements, tbaLists } from "@/db/schema/rapprochements";
import { users } from "@/db/schema/users";
import { TBA_LIST_TYPES } from "@/lib/domain/enumerations";
import { RAPPROCHEMENT_CATEGORIES, type RapprochementCategory } from "@/lib/domain/rapprochement/categories";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { listAnswers } from "./list-answers";
import { listEntries } from "./list-entries";
import type { KeptList, RapprochementPageData, RapprochementSummary } from "./rapprochement.types";
import { readyMessages } from "./ready-messages";

const HISTORY_MAX = 20;
/** Of a category, on the page; the workbook holds them all. */
const SHOWN = 100;

async function listKept(db: Db, etablissementId: string): Promise<KeptList[]> {
  const found = await db
    .select({
      type: tbaLists.type,
      day: tbaLists.day,
      file: tbaLists.file,
      lines: sql<number>`jsonb_array_length(${tbaLists.lines})`.mapWith(Number),
    })
    .from(tbaLists)
    .where(eq(tbaLists.etablissementId, etablissementId));
  return found.sort((a, b) => TBA_LIST_TYPES.indexOf(a.type) - TBA_LIST_TYPES.indexOf(b.type));
}

async function listHistory(db: Db, etablissementId: string): Promise<RapprochementSummary[]> {
  const found = await db
    .select({ rapprochement: rapprochements, name: users.name })
    .from(rapprochements)
    .leftJoin(users, eq(users.id, rapprochements.by))
    .where(eq(rapprochements.etablissementId, etablissementId))
    .orderBy(desc(rapprochements.at))
    .limit(HISTORY_MAX);
  return found.map(({ rapprochement: { id, at, state, progress, lists, counts, byCategory, change }, name }) => ({
    ...{ id, state, progress, lists, counts, byCategory, change },
    at: at.toISOString(),
    by: name ?? "une personne partie depuis",
  }));
}

/** How many are in each category now: those of dossiers that went since are no more. */
async function countEntries(db: Db, rapprochementId: string): Promise<Map<RapprochementCategory, number>> {
  const { category } = rapprochementEntries;
  const found = await db
    .select({ category, total: count() })
    .from(rapprochementEntries)
    .where(eq(rapprochementEntries.rapprochementId, rapprochementId))
    .groupBy(category);
  return new Map(found.map((row) => [row.category, row.total]));
}

/** All that the page «Rapprochement» shows. Throws FORBIDDEN. */
export async function loadRapprochement(scope: Scope): Promise<RapprochementPageData> {
  const etablissement = requirePermission(scope, "view");
  const { db } = scope;
  const history = await listHistory(db, etablissement.id);
  const current = history.find(({ counts }) => counts !== null) ?? null;
  const moving = history.find(({ state }) => state === "waiting" || state === "running") ?? null;
  const categories = [];
  const totals = current === null ? new Map() : await countEntries(db, current.id);
  for (const category of current === null ? [] : RAPPROCHEMENT_CATEGORIES) {
    const total = totals.get(category) ?? 0;
    if (current === null || total === 0) continue;
    categories.push({ category, total, rows: await listEntries(db, current.id, category, SHOWN) });
  }
  return {
    lists: await listKept(db, etablissement.id),
    moving: moving === null ? null : { id: moving.id, state: moving.state, progress: moving.progress },
    current,
    categories,
    answers: await listAnswers(db, etablissement.id),
    messages: current === null ? [] : await readyMessages(db, etablissement, current.id),
    history,
  };
}
