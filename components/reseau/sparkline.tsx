import { plural } from "@/lib/domain/plural";
import { sparkPath } from "@/lib/domain/reseau/spark-path";

const WIDTH = 96;
const HEIGHT = 20;

/** «Nuits : de 31 à 40 valides, 2 sans transmission.»: what the line shows, in words. */
function describeNights(nights: readonly (number | null)[]): string {
  const known = nights.filter((night) => night !== null);
  const [first] = known;
  const last = known.at(-1);
  if (first === undefined || last === undefined) return "Aucune transmission en 30 jours";
  const missing = nights.length - known.length;
  const gaps = missing === 0 ? "" : `, ${plural(missing, "jour")} sans transmission`;
  return `De ${first.toLocaleString("fr-FR")} à ${plural(last, "dossier valide", "dossiers valides")} en 30 jours${gaps}`;
}

/** The valid dossiers of thirty nights as a line drawn here, a gap on a day without a transmission. */
export function Sparkline({ nights }: { nights: readonly (number | null)[] }) {
  return (
    <svg
      viewBox={`-1 -1 ${WIDTH + 2} ${HEIGHT + 2}`}
      role="img"
      aria-label={describeNights(nights)}
      className="h-5 w-24"
    >
      <path d={sparkPath(nights, WIDTH, HEIGHT)} className="fill-none stroke-bleu" strokeWidth="1.5" />
    </svg>
  );
}
