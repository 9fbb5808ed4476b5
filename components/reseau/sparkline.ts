import { escapeHtml } from "@/lib/domain/escape-html";
import { plural } from "@/lib/domain/plural";
import { SHOWN_NIGHTS } from "@/lib/domain/reseau/nights";
import { sparkPath, topOf } from "@/lib/domain/reseau/spark-path";

/** Four units a night: the line is about as wide as the room that the table gives it. */
const [WIDTH, HEIGHT] = [4 * (SHOWN_NIGHTS - 1), 20];
/** A letter for each height, and one for a gap. */
const LETTERS = "0123456789abcdefghijk";
const GAP = "-";

/** What a line of nights shows, as a text that travels: the first and the last, then the height of each, one letter a night. */
export function packNights(nights: readonly (number | null)[]): string {
  const known = nights.filter((night) => night !== null);
  const top = topOf(known);
  let letters = "";
  for (const night of nights) letters += night === null ? GAP : LETTERS[Math.round((HEIGHT * night) / top)];
  return `${known[0] ?? ""},${known.at(-1) ?? ""},${letters}`;
}

/** «De 31 à 40 valides, 2 jours sans transmission»: what the line shows, in words. */
function describe(first: string, last: string, missing: number): string {
  if (first === "") return "Aucune transmission";
  const gaps = missing === 0 ? "" : `, ${plural(missing, "jour")} sans transmission`;
  return `De ${first} à ${plural(Number(last), "valide")}${gaps}`;
}

/** The valid dossiers of thirty nights as a line, a gap on a day without a transmission: SVG in a text. `packed`: what `packNights` made of them. */
export function sparkline(packed: string): string {
  const [first = "", last = "", letters = ""] = packed.split(",");
  const heights: (number | null)[] = [];
  for (const letter of letters) heights.push(letter === GAP ? null : LETTERS.indexOf(letter));
  const words = escapeHtml(describe(first, last, heights.filter((height) => height === null).length));
  const path = escapeHtml(sparkPath(heights, WIDTH, HEIGHT, HEIGHT));
  return `<svg viewBox="0 -1 ${WIDTH} ${HEIGHT + 2}" role="img" aria-label="${words}"><path d="${path}"/></svg>`;
}
