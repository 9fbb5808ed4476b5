import { TableRegion } from "@/components/data-table/table-region";
import { Table, TableCell, TableHead, TableRowHead } from "@/components/ui/table";
import { SEEN } from "@/lib/domain/etat";
import type { RapprochementCategory } from "@/lib/domain/rapprochement/categories";
import type { ReconciledCounts } from "@/lib/domain/rapprochement/reconcile";

type Step = { name: string; count: number; lost: number; why: string; link: string; all: string | null };

/** `shown`: the categories that have a card on the page; `rapport`: the address of the report. */
type WaterfallProps = { counts: ReconciledCounts; shown: ReadonlySet<RapprochementCategory>; rapport: string };

const WIDTH = 560;
const ROW = 46;
const BAR = 26;
const LABEL = 150;
const NUMBER = 56;

/** The card of the first of these categories that has somebody. */
const cardOf = (shown: ReadonlySet<RapprochementCategory>, among: readonly RapprochementCategory[]) =>
  `#${among.find((category) => shown.has(category)) ?? ""}`;

function stepsOf({ counts: { known, sent, accepted, acceptedSeen }, shown, rapport }: WaterfallProps): Step[] {
  const outside = cardOf(shown, ["not-sent", "elsewhere", "to-confirm"]);
  const absent = cardOf(shown, ["not-seen", "to-confirm"]);
  return [
    { name: "Dans le logiciel", count: known, lost: 0, why: "", link: "", all: rapport },
    { name: "Envoyés", count: sent, lost: known - sent, why: "pas envoyés", link: outside, all: null },
    { name: "Acceptés", count: accepted, lost: sent - accepted, why: "jamais acceptés", link: outside, all: null },
    {
      ...{ name: "Vus", count: acceptedSeen, lost: accepted - acceptedSeen, why: "acceptés et pas vus" },
      ...{ link: absent, all: `${rapport}?etat=${SEEN}` },
    },
  ];
}

const number = (n: number) => n.toLocaleString("fr-FR");

/** The bridge between the four numbers: what is left at each step, and what was lost on the way; the same as a table beneath. */
export function Waterfall(props: WaterfallProps) {
  const { counts } = props;
  const steps = stepsOf(props);
  const scale = (n: number) => (counts.known === 0 ? 0 : ((WIDTH - LABEL - NUMBER) * n) / counts.known);
  return (
    <div className="space-y-4">
      <svg
        viewBox={`0 0 ${WIDTH} ${ROW * steps.length}`}
        role="img"
        aria-label={steps.map(({ name, count }) => `${name} : ${number(count)}`).join(", ")}
        className="h-auto w-full max-w-2xl"
      >
        {steps.map(({ name, count, lost }, rank) => {
          const y = rank * ROW + (ROW - BAR) / 2;
          return (
            <g key={name}>
              <text x={0} y={y + BAR / 2 + 5} className="fill-encre text-sm">
                {name}
              </text>
              <rect x={LABEL} y={y} width={scale(count)} height={BAR} rx={3} className="fill-bleu" />
              {lost === 0 ? null : (
                <rect
                  x={LABEL + scale(count)}
                  y={y}
                  width={scale(lost)}
                  height={BAR}
                  rx={3}
                  className="fill-attention-doux stroke-attention-trait"
                />
              )}
              <text
                x={LABEL + scale(count + lost) + 8}
                y={y + BAR / 2 + 5}
                className="fill-encre text-sm font-semibold"
              >
                {number(count)}
              </text>
            </g>
          );
        })}
      </svg>
      <TableRegion aria-label="Du logiciel au TBA">
        <Table caption="Du logiciel au TBA">
          <thead>
            <tr>
              <TableHead scope="col">Étape</TableHead>
              <TableHead scope="col" className="text-right">
                Apprentis
              </TableHead>
              <TableHead scope="col">Perdus à cette étape</TableHead>
            </tr>
          </thead>
          <tbody>
            {steps.map(({ name, count, lost, why, link, all }) => (
              <tr key={name}>
                <TableRowHead>
                  {all === null ? (
                    name
                  ) : (
                    <a href={all} className="font-medium text-lien underline-offset-4 hover:underline">
                      {name}
                    </a>
                  )}
                </TableRowHead>
                <TableCell className="text-right">{number(count)}</TableCell>
                <TableCell>
                  {lost === 0 ? (
                    "aucun"
                  ) : (
                    <a href={link} className="font-medium text-lien underline-offset-4 hover:underline">
                      {number(lost)} {why}
                    </a>
                  )}
                </TableCell>
              </tr>
            ))}
          </tbody>
        </Table>
      </TableRegion>
    </div>
  );
}
