import { TriangleAlert } from "lucide-react";
import { showValue } from "@/components/field-input/show-value";
import type { Conflict } from "@/lib/services/dossiers/dossiers.types";

type FieldConflictProps = { id: string; label: string; conflict: Conflict };

/** Two people changed the same field: theirs, mine, choose. Theirs is chosen until one says otherwise. */
export function FieldConflict({ id, label, conflict: { champ, theirs, mine, author } }: FieldConflictProps) {
  const choice = (value: string, next: string, order: string) => (
    <label htmlFor={`${id}-${order}`} className="flex items-start gap-2">
      <input
        type="radio"
        id={`${id}-${order}`}
        name={`saisie.${champ}`}
        value={value}
        defaultChecked={order === "leur"}
        className="mt-1 size-4 shrink-0 accent-lien"
      />
      <span className="wrap-anywhere">
        {next} : <strong className="font-semibold">{showValue(champ, value)}</strong>
      </span>
    </label>
  );
  return (
    <fieldset
      id={id}
      data-conflit=""
      className="min-w-0 space-y-1.5 rounded-md border border-attention-trait bg-attention-doux p-3"
    >
      <legend className="float-left mb-1.5 flex w-full items-center gap-1.5 text-sm font-medium">
        <TriangleAlert aria-hidden="true" className="size-4 shrink-0 text-attention" />
        {label} : modifié entre-temps par {author}
      </legend>
      <div className="clear-both space-y-1.5">
        {choice(theirs, "Garder sa valeur", "leur")}
        {choice(mine, "Mettre la mienne", "mien")}
      </div>
      <input type="hidden" name={`avant.${champ}`} value={theirs} />
    </fieldset>
  );
}
