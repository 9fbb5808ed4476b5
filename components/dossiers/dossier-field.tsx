import { PencilLine, Undo2 } from "lucide-react";
import { inFrench } from "@/components/field-input/date-input";
import { FieldInput } from "@/components/field-input/field-input";
import { HelpedField } from "@/components/field-input/helped-field";
import { Badge } from "@/components/ui/badge";
import { Label } from "@/components/ui/label";
import { champOf } from "@/lib/domain/champs";
import type { Conflict } from "@/lib/services/dossiers/dossiers.types";
import { ChampAnomalies } from "./champ-anomalies";
import { type DossierField as Champ, SOURCE_LABELS } from "./dossier-groups";
import { FieldConflict } from "./field-conflict";

type DossierFieldProps = {
  champ: Champ;
  /** What the person typed and is not kept yet. */
  typed: string | undefined;
  error: string | undefined;
  conflict: Conflict | undefined;
  /** The form that gives the software's value back. */
  restoreForm: string;
  /** The house gives it when it is left empty. */
  given?: boolean;
};

/** The identifier does not change: for the TBA it is who the apprentice is. */
export const isFrozen = (key: Champ["key"]) => key === "id_erp_apprenant";

/** One field: its input, what is wrong with it, and beside a correction what the software says. */
export function DossierField({ champ, typed, error, conflict, restoreForm, given = false }: DossierFieldProps) {
  const { key, value, source, from, anomalies } = champ;
  const { label, help, required, type } = champOf(key);
  const id = `champ-${key}`;
  const anomaliesId = `${id}-anomalies`;
  const helpId = `${id}-aide`;
  if (conflict !== undefined) return <FieldConflict id={id} label={label} conflict={conflict} />;
  return (
    <HelpedField helpId={helpId} help={help}>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
        <Label htmlFor={id}>
          {label}
          {given ? <span className="font-normal text-encre-douce"> (donné si vous n'en avez pas)</span> : null}
          {required && !given ? <span className="font-normal text-encre-douce"> (obligatoire)</span> : null}
        </Label>
        {source === null ? null : (
          <Badge tone="info">
            <PencilLine aria-hidden="true" />
            Corrigé
          </Badge>
        )}
      </div>
      <input
        type="hidden"
        name={`avant.${key}`}
        value={value}
        data-montre={type === "date" ? inFrench(value) : undefined}
      />
      <FieldInput
        champ={key}
        name={`saisie.${key}`}
        id={id}
        value={typed ?? value}
        error={error}
        describedBy={[helpId, anomalies.length === 0 ? "" : anomaliesId].filter((d) => d !== "").join(" ")}
      />
      {source === null ? null : (
        <p className="flex flex-wrap items-center gap-x-2 text-dense text-encre-douce">
          <span className="wrap-anywhere">
            {SOURCE_LABELS[from]} : <span className="text-encre">{source}</span>
          </span>
          <button
            type="submit"
            form={restoreForm}
            name="retablir"
            value={key}
            className="inline-flex min-h-6 items-center gap-1 font-medium text-lien underline-offset-4 hover:underline print:hidden"
          >
            <Undo2 aria-hidden="true" className="size-3.5" />
            {from === "software" ? "Rétablir la valeur du logiciel" : "Rétablir ce qui fut d'abord saisi"}
            <span className="sr-only"> : {label}</span>
          </button>
        </p>
      )}
      <ChampAnomalies id={anomaliesId} anomalies={anomalies} />
    </HelpedField>
  );
}
