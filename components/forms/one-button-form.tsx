"use client";

import { LoaderCircle } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { announce } from "@/components/shell/announce";
import { Button } from "@/components/ui/button";
import { IDLE } from "@/lib/domain/action-state.types";
import { ActionForm } from "./action-form";
import { ActionMessage } from "./action-message";
import type { FormAction } from "./form-action.types";
import { useFormAction } from "./use-form-action";

type OneButtonFormProps = {
  action: FormAction;
  busyLabel: string;
  /** A picture already made: a server page cannot hand over what makes one. */
  icon?: ReactNode;
  variant?: ComponentProps<typeof Button>["variant"];
  /** Said aloud when it leads to another page, which does not say what was done. */
  farewell?: string;
  children: ReactNode;
};

/** An act that takes nothing but a press. */
export function OneButtonForm({
  action,
  busyLabel,
  icon,
  variant = "primary",
  farewell = "",
  children,
}: OneButtonFormProps) {
  const [state, act, inProgress] = useFormAction(action, IDLE, { onLeave: () => announce(farewell) });
  return (
    <ActionForm action={act} state={state}>
      <Button type="submit" aria-disabled={inProgress || undefined} aria-busy={inProgress} variant={variant}>
        {inProgress ? <LoaderCircle aria-hidden="true" className="animate-spin" /> : icon}
        {inProgress ? busyLabel : children}
      </Button>
      <ActionMessage state={state} />
    </ActionForm>
  );
}
