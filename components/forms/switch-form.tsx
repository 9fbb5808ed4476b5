"use client";

import { cn } from "@/components/ui/cn";
import { IDLE } from "@/lib/domain/action-state.types";
import { ActionForm } from "./action-form";
import { ActionMessage } from "./action-message";
import type { FormAction } from "./form-action.types";
import { useFormAction } from "./use-form-action";

type SwitchFormProps = {
  id: string;
  title: string;
  help: string;
  on: boolean;
  /** Null for those who may not change it. Receives `active`: «oui» or «non», the wanted state. */
  action: FormAction | null;
};

const withoutAction: FormAction = async (previous) => previous;

/** Something that is on or off, changed by one press. */
export function SwitchForm({ id, title, help, on, action }: SwitchFormProps) {
  const [state, change, inProgress] = useFormAction(action ?? withoutAction, IDLE);
  return (
    <ActionForm action={change} state={state} className="px-5 py-4">
      <div className="flex items-start justify-between gap-4">
        <div>
          <h2 id={id} className="text-base font-semibold">
            {title}
          </h2>
          <p id={`${id}-aide`} className="text-encre-douce">
            {help}
          </p>
        </div>
        <button
          type="submit"
          role="switch"
          name="active"
          value={on ? "non" : "oui"}
          aria-checked={on}
          aria-labelledby={id}
          aria-describedby={`${id}-aide`}
          aria-busy={inProgress}
          disabled={action === null}
          aria-disabled={inProgress || undefined}
          onClick={(event) => {
            if (inProgress) event.preventDefault();
          }}
          className="inline-flex shrink-0 items-center gap-2.5 rounded-md p-1 text-sm font-medium disabled:cursor-not-allowed disabled:opacity-70"
        >
          <span aria-hidden="true">{on ? "Activée" : "Désactivée"}</span>
          <span
            aria-hidden="true"
            className={cn(
              "inline-flex h-6 w-11 items-center rounded-full border p-0.5 transition-colors",
              on ? "border-bleu bg-bleu" : "border-trait-fort bg-surface-douce",
            )}
          >
            <span
              className={cn(
                "size-4.5 rounded-full transition-transform",
                on ? "translate-x-5 bg-sur-bleu" : "bg-trait-fort",
              )}
            />
          </span>
        </button>
      </div>
      <ActionMessage state={state} />
    </ActionForm>
  );
}
