import { STATUT_ICONS } from "@/components/rapport/statut-icons";
import { cn } from "@/components/ui/cn";
import { addDays, type Day, dayToNumber, frenchDay } from "@/lib/domain/day";
import { STATUT_LABELS } from "@/lib/domain/statut";
import type { StatutStep, StatutTba } from "@/lib/domain/statut.types";

type ParcoursTimelineProps = { parcours: readonly StatutStep[]; fin: Day | null; today: Day };

const COLORS: Readonly<Record<StatutTba, string>> = {
  APPRENTI: "border-succes-trait bg-succes-doux",
  INSCRIT: "border-bleu-trait bg-bleu-doux",
  RUPTURANT: "border-attention-trait bg-attention-doux",
  ABANDON: "border-danger-trait bg-danger-doux",
  FIN_DE_FORMATION: "border-trait bg-surface-douce",
};

type TimelineStep = { debut: Day; last: Day | null; statut: StatutTba; days: number };

/** Each status with its last day: the day before the next one; the last status goes on. */
function step(parcours: readonly StatutStep[], fin: Day | null): TimelineStep[] {
  return parcours.map(([debut, statut], rank) => {
    const next = parcours[rank + 1]?.[0];
    const until = next ?? (fin === null || fin < debut ? debut : fin);
    return {
      debut,
      last: next === undefined ? null : addDays(next, -1),
      statut,
      days: Math.max(1, dayToNumber(until) - dayToNumber(debut)),
    };
  });
}

/**
 * The statuses that the TBA will show, one after the other, as long as they last on a wide screen; words, dates and icons say all
 * without the colours.
 */
export function ParcoursTimeline({ parcours, fin, today }: ParcoursTimelineProps) {
  const steps = step(parcours, fin);
  const current = steps.findLastIndex((e) => e.debut <= today);
  return (
    <ol className="flex flex-col gap-1.5 lg:flex-row print:flex-row" aria-label="Statuts prévus sur le TBA">
      {steps.map(({ debut, last, statut, days }, rank) => {
        const Icon = STATUT_ICONS[statut];
        const here = rank === current;
        return (
          <li
            key={`${debut} ${statut}`}
            aria-current={here ? "step" : undefined}
            style={{ flexGrow: days }}
            className={cn(
              "min-w-0 rounded-md border px-3 py-2 text-dense lg:min-w-36 lg:basis-0",
              COLORS[statut],
              here && "border-2 border-lien",
            )}
          >
            <p className="flex items-center gap-1.5 font-semibold">
              <Icon aria-hidden="true" className="size-4 shrink-0" />
              {STATUT_LABELS[statut]}
            </p>
            <p className="tabular-nums">
              {last === null ? `à partir du ${frenchDay(debut)}` : `du ${frenchDay(debut)} au ${frenchDay(last)}`}
            </p>
            {here ? <p className="font-medium">Aujourd'hui</p> : null}
          </li>
        );
      })}
    </ol>
  );
}
