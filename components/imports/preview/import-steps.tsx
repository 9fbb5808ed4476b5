import { Check } from "lucide-react";
import { cn } from "@/components/ui/cn";
import type { ImportState } from "@/lib/domain/enumerations";

const STEPS = ["Fichier", "Colonnes", "Aperçu", "Appliqué"] as const;

const CURRENT: Readonly<Record<ImportState, number>> = {
  received: 0,
  reading: 0,
  columns: 1,
  preview: 2,
  applying: 2,
  applied: 4,
  refused: 0,
  cancelled: 0,
  undone: 4,
};

/** Where one is on the way of a file. */
export function ImportSteps({ state }: { state: ImportState }) {
  const current = CURRENT[state];
  return (
    <ol aria-label="Étapes de l'import" className="flex flex-wrap gap-x-5 gap-y-1.5 text-dense">
      {STEPS.map((step, rank) => (
        <li
          key={step}
          aria-current={rank === current ? "step" : undefined}
          className={cn(
            "inline-flex items-center gap-1.5",
            rank === current ? "font-semibold text-lien" : "text-encre-douce",
          )}
        >
          <span
            aria-hidden="true"
            className={cn(
              "inline-flex size-5 items-center justify-center rounded-full border text-xs",
              rank === current ? "border-lien" : "border-trait-fort/60",
            )}
          >
            {rank < current ? <Check className="size-3.5" /> : rank + 1}
          </span>
          {step}
          {rank < current ? <span className="sr-only"> (fait)</span> : null}
        </li>
      ))}
    </ol>
  );
}
