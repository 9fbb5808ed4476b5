"use client";

import type { ReactNode } from "react";
import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import { dropDrafts } from "@/components/forms/drafts";
import type { FormAction } from "@/components/forms/form-action.types";
import { useFormAction } from "@/components/forms/use-form-action";
import { IDLE } from "@/lib/domain/action-state.types";

/** The way out, around its button: what was typed and kept in this tab goes with the session. */
export function SignOutForm({ signOut, children }: { signOut: FormAction; children: ReactNode }) {
  const [state, send] = useFormAction(signOut, IDLE, { onDone: dropDrafts });
  return (
    <ActionForm action={send} state={state} data-sortie="">
      {children}
      <ActionMessage state={state} />
    </ActionForm>
  );
}
