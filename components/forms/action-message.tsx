import { Message } from "@/components/shell/message";
import { cn } from "@/components/ui/cn";
import type { ActionState } from "@/lib/domain/action-state.types";

/** The answer of an action, read aloud when it arrives: the region stays in the page, empty and without height before. */
export function ActionMessage({ state, className }: { state: ActionState; className?: string }) {
  return (
    <div aria-live="polite">
      {state.message === "" ? null : (
        <Message tone={state.status === "error" ? "error" : "success"} className={cn("mt-3", className)}>
          {state.message}
        </Message>
      )}
    </div>
  );
}
