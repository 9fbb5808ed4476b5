"use client";

import { BellPlus } from "lucide-react";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import { CopyField } from "@/components/forms/copy-field";
import { FieldError } from "@/components/forms/field-error";
import { TextField } from "@/components/forms/text-field";
import { useFormAction } from "@/components/forms/use-form-action";
import { EVENT_LABELS } from "./type-labels";
import { SECRET_IDLE, type SecretAction } from "./webhook-actions.types";

/** Address and events of a new endpoint; once it is made, its secret, this once. */
export function EndpointForm({ create }: { create: SecretAction }) {
  const [state, send, inProgress] = useFormAction(create, SECRET_IDLE);
  const fields = state.fields ?? {};
  const { url = "", events = Object.keys(EVENT_LABELS) } = state.typed ?? {};
  return (
    <ActionForm action={send} state={state} className="space-y-4">
      <TextField
        key={url}
        id="adresse"
        label="Adresse"
        type="url"
        autoComplete="off"
        required
        maxLength={2000}
        defaultValue={url}
        placeholder="https://"
        help="Celle que l'éditeur du logiciel vous donne, en https."
        error={fields.url}
      />
      <fieldset className="space-y-1.5" aria-describedby={fields.events === undefined ? undefined : "annonces-erreur"}>
        <legend className="font-medium text-dense">Ce qu'il apprend</legend>
        {Object.entries(EVENT_LABELS).map(([event, label]) => (
          <label key={event} className="flex items-center gap-2">
            <input type="checkbox" name="annonce" value={event} defaultChecked={events.includes(event)} />
            {label}
          </label>
        ))}
        <FieldError id="annonces-erreur" message={fields.events} />
      </fieldset>
      <ActionButton inProgress={inProgress} busyLabel="Enregistrement…" icon={BellPlus}>
        Prévenir cette adresse
      </ActionButton>
      <ActionMessage state={state} />
      {state.secret === null ? null : <CopyField label="Secret de signature" text={state.secret} />}
    </ActionForm>
  );
}
