"use client";

import { Trash2 } from "lucide-react";
import { useState } from "react";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import { FieldError } from "@/components/forms/field-error";
import type { FormAction } from "@/components/forms/form-action.types";
import { useFormAction } from "@/components/forms/use-form-action";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { IDLE } from "@/lib/domain/action-state.types";

type ErasureFormProps = {
  /** What must be typed. */
  confirmation: string;
  erase: FormAction;
};

/** The name to type, sent as `confirmation`, and the button that nothing undoes. */
export function ErasureForm({ confirmation, erase }: ErasureFormProps) {
  const [state, send, inProgress] = useFormAction(erase, IDLE);
  // Held here because React empties the fields of a form after its action.
  const [typed, setTyped] = useState("");
  const error = state.fields?.confirmation;
  return (
    <ActionForm action={send} state={state} className="space-y-3">
      <div className="max-w-md space-y-1.5">
        <Label htmlFor="effacement-confirmation">Pour confirmer, tapez : {confirmation}</Label>
        <Input
          id="effacement-confirmation"
          name="confirmation"
          required
          maxLength={300}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={error === undefined ? undefined : "effacement-erreur"}
        />
        <FieldError id="effacement-erreur" message={error} />
      </div>
      <p className="font-medium">L'effacement ne s'annule pas.</p>
      <ActionButton inProgress={inProgress} busyLabel="Effacement…" icon={Trash2}>
        Effacer cette personne
      </ActionButton>
      <ActionMessage state={state} />
    </ActionForm>
  );
}
