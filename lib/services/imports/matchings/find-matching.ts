import { desc, eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { columnMatchings } from "@/db/schema/column-matchings";
import { ownValue } from "@/lib/domain/own-value";
import { schoolYearOn } from "@/lib/domain/school-year";
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

/** What a matching says on a day: the school year that somebody gave once for all the rows is asked for again when another begins. */
export function choicesOn({ choices }: Pick<Matching, "choices">, now: Date): ReadingChoices {
  const { annee_scolaire: year, ...given } = choices.given ?? {};
  return typeof year !== "string" || year === schoolYearOn(now) ? choices : { ...choices, given };
}

/** The headings to which a matching gives a field, or an order of dates. */
const given = ({ headings, choices: { columns = {}, dates = {} } }: Matching): string[] =>
  headings.filter(
    (heading) => typeof ownValue(columns, heading) === "string" || ownValue(dates, heading) !== undefined,
  );

/** `headings`: all those of a file; `unknown`: those of them that tell no field. */
export type FileShape = { headings: ReadonlySet<string>; unknown: readonly string[] };

/** True where a person said something of all the rows, that no column tells. */
export const saysOfAllRows = ({ given = {}, copied = {} }: ReadingChoices): boolean =>
  Object.values(given).some((value) => value !== null) || Object.values(copied).includes(true);

/** True when a file is of the shape of a matching: what it leaves out may have gone, what it gives a field to may not. */
function isOf(matching: Matching, { headings, unknown }: FileShape): boolean {
  const { columns } = matching.choices;
  if (saysOfAllRows(matching.choices))
    return matching.headings.every((heading) => headings.has(heading) || ownValue(columns, heading) === null);
  const needed = given(matching);
  if (needed.length > 0) return needed.every((heading) => headings.has(heading));
  if (matching.headings.every((heading) => headings.has(heading))) return true;
  return unknown.length > 0 && unknown.every((heading) => matching.headings.includes(heading));
}

/** The matching for a file: all the headings that it decides on are there. Of several, the one that decides on most. */
export function matchingFor<M extends Matching>(matchings: readonly M[], shape: FileShape): M | null {
  const found = ({ headings }: M) => headings.filter((heading) => shape.headings.has(heading)).length;
  const fitting = matchings.filter((matching) => isOf(matching, shape));
  const [best] = [...fitting].sort((a, b) => found(b) - found(a));
  return best ?? null;
}
