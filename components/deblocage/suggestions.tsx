import { showValue } from "@/components/field-input/show-value";
import { Button } from "@/components/ui/button";
import type { ChampKey } from "@/lib/domain/champs";
import type { CauseGroup } from "@/lib/services/deblocage/deblocage.types";
import { describeEvidence } from "./describe-evidence";

type SuggestionsProps = { champ: ChampKey; group: CauseGroup; inProgress: boolean };

/** Values already in use, to take with one press: it fills the input and shows the effect, with or without JavaScript. */
export function Suggestions({ champ, group, inProgress }: SuggestionsProps) {
  if (group.suggestions.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-2">
      {group.suggestions.map((suggestion) => (
        <li key={suggestion.input}>
          <Button
            type="submit"
            name="prendre"
            value={`${group.key}=${suggestion.input}`}
            variant="secondary"
            size="small"
            aria-disabled={inProgress || undefined}
            className="h-auto min-h-8 py-1 whitespace-normal"
          >
            <span>
              Prendre <span className="tabular-nums">{showValue(champ, suggestion.input)}</span>
              <span className="font-normal text-encre-douce"> ({describeEvidence(champ, suggestion)})</span>
            </span>
          </Button>
        </li>
      ))}
    </ul>
  );
}
