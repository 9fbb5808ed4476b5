"use client";

import { LoaderCircle } from "lucide-react";
import { type ComponentProps, type ReactNode, useActionState } from "react";
import { Button } from "@/components/ui/button";
import { IDLE } from "@/lib/domain/action-state.types";
import { ActionMessage } from "./action-message";
import type { FormAction } from "./form-action.types";

type OneButtonFormProps = {
  action: FormAction;
  busyLabel: string;
  /** A picture already made: a server page cannot hand over what makes one. */
  icon?: ReactNode;
  variant?: ComponentProps<typeof Button>["variant"];
  children: ReactNode;
};

/** An act that takes nothing but a press. */
export function OneButtonForm({ action, busyLabel, icon, variant = "primary", children }: OneButtonFormProps) {
  const [state, act, inProgress] = useActionState(action, IDLE);
  return (
    <form action={act}>
      <Button type="submit" disabled={inProgress} aria-busy={inProgress} variant={variant}>
        {inProgress ? <LoaderCircle aria-hidden="true" className="animate-spin" /> : icon}
        {inProgress ? busyLabel : children}
      </Button>
      <ActionMessage state={state} />
    </form>
  );
}
