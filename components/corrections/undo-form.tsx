"use client";

import { Undo2 } from "lucide-react";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import type { FormAction } from "@/components/forms/form-action.types";
import { useFormAction } from "@/components/forms/use-form-action";
import { IDLE } from "@/lib/domain/action-state.types";

type UndoFormProps = {
  undo: FormAction;
  /** Nothing is left to press; what undoing said stays, with the values that it could not put back. */
  undone: boolean;
  /** «SIRET du formateur, le 24/11/2026 à 10:12», for those who hear the button alone. */
  name: string;
};

/** Undoes one of the corrections of the list. */
export function UndoForm({ undo, undone, name }: UndoFormProps) {
  const [state, send, inProgress] = useFormAction(undo, IDLE);
  return (
    <ActionForm action={send} state={state}>
      {undone ? null : (
        <ActionButton variant="secondary" size="small" inProgress={inProgress} busyLabel="Annulation…" icon={Undo2}>
          Annuler
          <span className="sr-only"> la correction : {name}</span>
        </ActionButton>
      )}
      <ActionMessage state={state} />
    </ActionForm>
  );
}
