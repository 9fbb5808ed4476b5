import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import type { Day } from "@/lib/domain/day";
import type { RapportSummary } from "@/lib/domain/rapport-summary.types";
import { RULES } from "./lines-sql";
import { renewLines } from "./renew-lines";

const FoundSchema = z.object({ fresh: z.boolean(), summary: z.custom<RapportSummary>().nullable() });

async function find(db: Db, etablissementId: string, day: Day) {
  const [found] = await parsedRows(
    db,
    FoundSchema,
    sql`select s.summary, s.day = ${day} and s.rules = ${RULES} and not exists (
        select 1 from rapport_changes c where c.etablissement_id = s.etablissement_id) as fresh
      from rapport_summaries s where s.etablissement_id = ${etablissementId}::uuid and s.summary is not null`,
  );
  return found ?? { fresh: false, summary: null };
}

/**
 * The figures of an établissement on a day, after which its lines may be read: both say all that was committed before the call. A reading
 * that finds a mark of something written, or another day, renews them first.
 */
export async function freshSummary(db: Db, etablissementId: string, day: Day): Promise<RapportSummary> {
  const found = await find(db, etablissementId, day);
  if (found.fresh && found.summary !== null) return found.summary;
  await renewLines(db, etablissementId, day);
  const { summary } = await find(db, etablissementId, day);
  if (summary === null) throw new Error("Les lignes du rapport n'ont pas été faites.");
  return summary;
}
