import { UserRoundX } from "lucide-react";
import { DateInput } from "@/components/field-input/date-input";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm } from "@/components/forms/action-form";
import { FieldError } from "@/components/forms/field-error";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import type { Absent, DepartState } from "@/lib/services/a-surveiller/a-surveiller.types";
import { REASONS } from "./reason-labels";

type DepartFormProps = {
  absent: Absent;
  send: (data: FormData) => void;
  state: DepartState;
  inProgress: boolean;
  /** What was typed, when it was refused. */
  typed: DepartState["refused"];
  errors: Readonly<Record<string, string>>;
};

/** The four reasons, a date, a cause. */
export function DepartForm({ absent, send, state, inProgress, typed, errors }: DepartFormProps) {
  const id = (name: string) => `${name}-${absent.id}`;
  return (
    <ActionForm action={send} state={state} className="mt-2 space-y-3">
      <input type="hidden" name="dossier" value={absent.id} />
      <fieldset
        className="space-y-1.5"
        aria-describedby={errors.reason === undefined ? undefined : id("raison-erreur")}
      >
        <legend className="text-sm font-medium">Pourquoi ce dossier n'est-il plus dans le fichier ?</legend>
        {REASONS.map(({ reason, label, next }) => (
          <label key={reason} htmlFor={id(reason)} className="flex items-start gap-2">
            <input
              key={typed?.reason}
              type="radio"
              id={id(reason)}
              name="raison"
              value={reason}
              defaultChecked={typed?.reason === reason}
              className="mt-1 size-4 shrink-0 accent-lien"
            />
            <span>
              {label} <span className="text-encre-douce">: {next}</span>
            </span>
          </label>
        ))}
        <FieldError id={id("raison-erreur")} message={errors.reason} />
      </fieldset>
      <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
        <div className="w-48 space-y-1">
          <Label htmlFor={id("date")}>Date</Label>
          <DateInput
            key={typed?.date}
            id={id("date")}
            name="date"
            label="Date"
            value={typed?.date ?? ""}
            invalide={errors.date !== undefined}
            describedBy={errors.date === undefined ? undefined : id("date-erreur")}
          />
          <FieldError id={id("date-erreur")} message={errors.date} />
        </div>
        <div className="w-72 space-y-1">
          <Label htmlFor={id("cause")}>
            Cause <span className="font-normal text-encre-douce">(facultatif)</span>
          </Label>
          <Input
            key={typed?.cause}
            id={id("cause")}
            name="cause"
            defaultValue={typed?.cause}
            maxLength={200}
            autoComplete="off"
          />
        </div>
      </div>
      <ActionButton inProgress={inProgress} busyLabel="Enregistrement…" icon={UserRoundX} size="small">
        Enregistrer
      </ActionButton>
    </ActionForm>
  );
}
