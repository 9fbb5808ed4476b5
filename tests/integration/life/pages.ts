import { sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { countToWatch } from "@/lib/services/a-surveiller/count-to-watch";
import { loadPlan } from "@/lib/services/deblocage/load-plan";
import { loadRapport } from "@/lib/services/rapport/load-rapport";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import type { Cfa } from "./world";

/** The whole report, all its pages on one. */
export async function wholeRapport({ ask }: Cfa) {
  const first = await ask(loadRapport, parseFilters({}));
  const rows = [...first.rows];
  for (let page = 2; page <= first.pages; page++) {
    rows.push(...(await ask(loadRapport, parseFilters({ page: String(page) }))).rows);
  }
  return { ...first, rows };
}

/** What the pages that count dossiers show. */
export async function shownPages(cfa: Cfa) {
  return {
    rapport: await wholeRapport(cfa),
    plan: await cfa.ask(loadPlan, { searches: {} }),
    toWatch: await cfa.ask(countToWatch),
  };
}

/** Nothing that the report holds ready is left: the next page makes all of it again. */
export async function forgetReadyLines(db: Db, etablissementId: string): Promise<void> {
  const own = sql`etablissement_id = ${etablissementId}::uuid`;
  await db.execute(sql`delete from rapport_summaries where ${own}`);
  await db.execute(sql`delete from rapport_lines where ${own}`);
}
