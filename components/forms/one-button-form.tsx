"use client";

import type { LucideIcon } from "lucide-react";
import { type ComponentProps, type ReactNode, useActionState } from "react";
import { IDLE } from "@/lib/domain/action-state.types";
import { ActionButton } from "./action-button";
import { ActionMessage } from "./action-message";
import type { FormAction } from "./form-action.types";

type OneButtonFormProps = {
  action: FormAction;
  busyLabel: string;
  icon?: LucideIcon;
  variant?: ComponentProps<typeof ActionButton>["variant"];
  children: ReactNode;
};

/** An act that takes nothing but a press. */
export function OneButtonForm({ action, busyLabel, icon, variant = "primary", children }: OneButtonFormProps) {
  const [state, act, inProgress] = useActionState(action, IDLE);
  return (
    <form action={act}>
      <ActionButton inProgress={inProgress} busyLabel={busyLabel} variant={variant} {...(icon && { icon })}>
        {children}
      </ActionButton>
      <ActionMessage state={state} />
    </form>
  );
}
