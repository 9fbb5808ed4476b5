import { escapeHtml } from "@/lib/domain/escape-html";
import { plural } from "@/lib/domain/plural";
import { SHOWN_NIGHTS } from "@/lib/domain/reseau/nights";
import { sparkPath, topOf } from "@/lib/domain/reseau/spark-path";

/** One unit a night, whatever its width on screen. */
const [WIDTH, HEIGHT] = [SHOWN_NIGHTS - 1, 20];

/** «De 31 à 40 valides, 2 jours sans transmission»: what the line shows, in words. */
function describeNights(nights: readonly (number | null)[]): string {
  const known = nights.filter((night) => night !== null);
  const [first] = known;
  const last = known.at(-1);
  if (first === undefined || last === undefined) return "Aucune transmission";
  const missing = nights.length - known.length;
  const gaps = missing === 0 ? "" : `, ${plural(missing, "jour")} sans transmission`;
  return `De ${first} à ${last} valides${gaps}`;
}

/** The valid dossiers of thirty nights as a line, a gap on a day without a transmission: SVG in a text. */
export function sparkline(nights: readonly (number | null)[]): string {
  const words = escapeHtml(describeNights(nights));
  return `<svg viewBox="0 -1 ${WIDTH} ${HEIGHT + 2}" preserveAspectRatio="none" role="img" aria-label="${words}"><path d="${sparkPath(nights, WIDTH, HEIGHT, topOf(nights))}"/></svg>`;
}
