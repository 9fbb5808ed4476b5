"use client";

import { KeyRound } from "lucide-react";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import { CopyField } from "@/components/forms/copy-field";
import { FieldError } from "@/components/forms/field-error";
import { NativeSelect } from "@/components/forms/native-select";
import { TextField } from "@/components/forms/text-field";
import { useFormAction } from "@/components/forms/use-form-action";
import { Label } from "@/components/ui/label";
import { JETON_IDLE, type JetonAction } from "./jeton-action.types";
import { RIGHT_LABELS } from "./right-labels";

/** Name, rights and end of a new jeton; once it is made, its secret, this once. */
export function JetonForm({ create }: { create: JetonAction }) {
  const [state, send, inProgress] = useFormAction(create, JETON_IDLE);
  const fields = state.fields ?? {};
  return (
    <ActionForm action={send} state={state} className="space-y-4">
      <div className="grid items-start gap-4 sm:grid-cols-[1fr_11rem]">
        <TextField
          id="nom"
          label="Nom du logiciel"
          autoComplete="off"
          required
          maxLength={100}
          help="Celui que le journal dira : « Ypareo », « Export de nuit »."
          error={fields.name}
        />
        <div className="space-y-1.5">
          <Label htmlFor="fin">Valable</Label>
          <NativeSelect id="fin" name="fin" defaultValue="365">
            <option value="90">90 jours</option>
            <option value="365">un an</option>
            <option value="730">deux ans</option>
            <option value="">sans fin</option>
          </NativeSelect>
        </div>
      </div>
      <fieldset className="space-y-1.5" aria-describedby={fields.rights === undefined ? undefined : "droits-erreur"}>
        <legend className="font-medium text-dense">Ce qu'il peut faire</legend>
        {Object.entries(RIGHT_LABELS).map(([right, label]) => (
          <label key={right} className="flex items-center gap-2">
            <input type="checkbox" name="droit" value={right} defaultChecked />
            {label}
          </label>
        ))}
        <FieldError id="droits-erreur" message={fields.rights} />
      </fieldset>
      <ActionButton inProgress={inProgress} busyLabel="Création…" icon={KeyRound}>
        Créer le jeton
      </ActionButton>
      <ActionMessage state={state} />
      {state.secret === null ? null : <CopyField label="Jeton" text={state.secret} />}
    </ActionForm>
  );
}
