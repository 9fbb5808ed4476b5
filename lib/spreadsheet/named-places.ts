import { plural } from "@/lib/domain/plural";

/** How many places a notice names; the others are counted. */
const NAMED = 10;
/** The same where no other list names them: a formula without a value, a row that joined another. */
export const NAMED_HERE_ALONE = 60;

/** «A, B, C et 12 autres». */
export function named(places: readonly string[], most = NAMED): string {
  const shown = places.slice(0, most);
  const rest = places.length - shown.length;
  return rest === 0 ? shown.join(", ") : `${shown.join(", ")} et ${plural(rest, "autre", "autres")}`;
}
