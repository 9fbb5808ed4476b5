"use client";

import { Save } from "lucide-react";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import { FieldError } from "@/components/forms/field-error";
import { useFormAction } from "@/components/forms/use-form-action";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { IDLE } from "@/lib/domain/action-state.types";
import type { RetentionSetting, RetentionState } from "@/lib/services/rgpd/rgpd.types";

type RetentionFormProps = {
  settings: readonly RetentionSetting[];
  save: (previous: RetentionState, data: FormData) => Promise<RetentionState>;
};

/** A number of days for each kind of data, within its bounds. */
export function RetentionForm({ settings, save }: RetentionFormProps) {
  const [state, send, inProgress] = useFormAction(save, { ...IDLE, typed: {} }, { saves: true });
  return (
    <ActionForm action={send} state={state} className="space-y-5">
      {settings.map((setting) => (
        <RetentionField
          // What was saved or refused replaces what the field held.
          key={`${setting.kind} ${setting.chosen} ${state.typed[setting.kind] ?? ""}`}
          setting={setting}
          typed={state.typed[setting.kind]}
          error={state.fields?.[setting.kind]}
        />
      ))}
      <div>
        <ActionButton inProgress={inProgress} busyLabel="Enregistrement…" icon={Save}>
          Enregistrer les durées
        </ActionButton>
        <ActionMessage state={state} />
      </div>
    </ActionForm>
  );
}

type RetentionFieldProps = { setting: RetentionSetting; typed: string | undefined; error: string | undefined };

function RetentionField({ setting, typed, error }: RetentionFieldProps) {
  const { kind, label, what, from, days, min, max, chosen } = setting;
  const id = `duree-${kind}`;
  return (
    <div className="space-y-1.5">
      <Label htmlFor={id}>{label}, en jours</Label>
      <Input
        id={id}
        name={kind}
        inputMode="numeric"
        required
        maxLength={5}
        defaultValue={typed ?? String(chosen)}
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={error === undefined ? `${id}-aide` : `${id}-aide ${id}-erreur`}
        className="max-w-28"
      />
      <FieldError id={`${id}-erreur`} message={error} />
      <p id={`${id}-aide`} className="text-dense text-encre-douce">
        Après {from} s'en vont : {what}. De {min} à {max.toLocaleString("fr-FR")} jours ; {days} si rien n'est choisi.
      </p>
    </div>
  );
}
