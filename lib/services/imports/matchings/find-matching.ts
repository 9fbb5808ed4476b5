import { desc, eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { columnMatchings } from "@/db/schema/column-matchings";
import type { ReadingChoices } from "@/lib/spreadsheet/reading.types";

type Matching = { name: string; headings: string[]; choices: ReadingChoices };

/** What an établissement remembers of its files, the newest first. */
export function rememberedMatchings(db: Db, etablissementId: string): Promise<Matching[]> {
  return db
    .select({ name: columnMatchings.name, headings: columnMatchings.headings, choices: columnMatchings.choices })
    .from(columnMatchings)
    .where(eq(columnMatchings.etablissementId, etablissementId))
    .orderBy(desc(columnMatchings.at));
}

/** The matching for a file: all the headings that it decides on are there. Of several, the one that decides on most. */
export function matchingFor<M extends Matching>(matchings: readonly M[], headings: ReadonlySet<string>): M | null {
  const fitting = matchings.filter((matching) => matching.headings.every((heading) => headings.has(heading)));
  const [best] = [...fitting].sort((a, b) => b.headings.length - a.headings.length);
  return best ?? null;
}
