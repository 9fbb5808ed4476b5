import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { frenchDay } from "@/lib/domain/day";
import { plural } from "@/lib/domain/plural";
import { sparkPath, topOf } from "@/lib/domain/reseau/spark-path";
import type { TrendDay } from "@/lib/services/figures/trend.types";
import { TrendTable } from "./trend-table";

const [WIDTH, HEIGHT, MARKS] = [640, 150, 36];
/** Room for half a mark at both ends. */
const SIDE = 8;

type Series = { name: string; of: (day: TrendDay) => number | null; stroke: string; dashes: string | undefined };

/** Told apart by their dashes too, for who does not see the colours. */
const SERIES: readonly Series[] = [
  { name: "Valides", of: ({ night }) => night?.valides ?? null, stroke: "stroke-bleu", dashes: undefined },
  { name: "Vus sur le TBA", of: ({ night }) => night?.seen ?? null, stroke: "stroke-succes", dashes: "8 3" },
  { name: "Invalides", of: ({ night }) => night?.invalides ?? null, stroke: "stroke-attention", dashes: "4 3" },
  { name: "Refusés par le TBA", of: ({ night }) => night?.refused ?? null, stroke: "stroke-danger", dashes: "1.5 3" },
];

function describe(days: readonly TrendDay[]): string {
  return SERIES.map(({ name, of }) => {
    const known = days.map(of).filter((value) => value !== null);
    return known.length === 0 ? "" : `${name} : de ${known[0]} à ${known.at(-1)}`;
  })
    .filter(Boolean)
    .join(" ; ");
}

function Legend() {
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-dense">
      {SERIES.map(({ name, stroke, dashes }) => (
        <li key={name} className="flex items-center gap-2">
          <svg aria-hidden="true" viewBox="0 0 28 8" className="h-2 w-7">
            <path d="M0 4h28" className={`fill-none ${stroke}`} strokeWidth="2.5" strokeDasharray={dashes} />
          </svg>
          {name}
        </li>
      ))}
      <li>▲ import</li>
      <li>● correction</li>
    </ul>
  );
}

/** Thirty days of an établissement: what each night left, with the imports and the corrections between them. */
export function Trend({ days }: { days: readonly TrendDay[] }) {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined || days.every(({ night }) => night === null)) return null;
  const top = topOf(days.flatMap((day) => SERIES.map(({ of }) => of(day))));
  const step = (WIDTH - 2 * SIDE) / Math.max(1, days.length - 1);
  const x = (rank: number) => SIDE + step * rank;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Évolution, nuit par nuit</CardTitle>
      </CardHeader>
      <CardContent className="space-y-3">
        <Legend />
        <p className="text-dense text-encre-douce">De 0, en bas, à {plural(top, "dossier")}, en haut</p>
        <div className="max-w-3xl">
          <svg
            viewBox={`0 0 ${WIDTH} ${HEIGHT + MARKS}`}
            role="img"
            aria-label={`Du ${frenchDay(first.day)} au ${frenchDay(last.day)}. ${describe(days)}.`}
            className="h-auto w-full"
          >
            <path d={`M0 ${HEIGHT + 4}H${WIDTH}M0 4H${WIDTH}`} className="stroke-trait" />
            <g transform={`translate(${SIDE} 4)`}>
              {SERIES.map(({ name, of, stroke, dashes }) => (
                <path
                  key={name}
                  d={sparkPath(days.map(of), WIDTH - 2 * SIDE, HEIGHT, top)}
                  className={`fill-none ${stroke} [vector-effect:non-scaling-stroke]`}
                  strokeWidth="2"
                  strokeDasharray={dashes}
                />
              ))}
            </g>
            {days.map(({ day, imports, corrections }, rank) => (
              <g key={day} className="fill-encre">
                {imports === 0 ? null : <path d={`M${x(rank)} ${HEIGHT + 9}l7 11h-14z`} />}
                {corrections === 0 ? null : <circle cx={x(rank)} cy={HEIGHT + 29} r={5.5} />}
              </g>
            ))}
          </svg>
          <p className="flex justify-between text-dense text-encre-douce tabular-nums">
            <span>{frenchDay(first.day)}</span>
            <span>{frenchDay(last.day)}</span>
          </p>
        </div>
        <p className="text-dense text-encre-douce">
          Un trou dans une ligne est un jour sans transmission, ou un compte que personne n'a fait ce jour-là.
        </p>
        <details>
          <summary className="text-lien underline underline-offset-4">Voir les chiffres</summary>
          <div className="mt-2">
            <TrendTable days={days} />
          </div>
        </details>
      </CardContent>
    </Card>
  );
}
