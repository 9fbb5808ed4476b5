"use client";

import { unstable_rethrow } from "next/navigation";
import { useActionState } from "react";
import type { ActionState } from "@/lib/domain/action-state.types";
import { type AskedKind, describeAnswered, describeUnanswered } from "./unanswered";

type FormActionOptions<S> = AskedKind & {
  /** Called with what the action answered, before the form shows it. */
  onAnswer?: (state: S) => void;
  /** Called once the action has done its work, whether it says so or leads to another page. */
  onDone?: () => void;
  /** Called when it leads to another page, which does not say what was done. */
  onLeave?: () => void;
};

const isServer = typeof window === "undefined";

/**
 * The one way to a server action: its state, what sends the form, and whether it runs. An action that does not answer (network, session,
 * new version) becomes a state that says so, where React would throw the page away with all that was typed. Goes with `ActionForm`.
 */
export function useFormAction<S extends ActionState>(
  action: (previous: S, data: FormData) => Promise<S>,
  initial: S,
  { onAnswer, onDone, onLeave, ...asked }: FormActionOptions<S> = {},
): [state: S, send: (data: FormData) => void, inProgress: boolean] {
  async function answered(previous: S, data: FormData): Promise<S> {
    try {
      const state = describeAnswered(await action(previous, data), asked);
      onAnswer?.(state);
      if (state.status === "success") onDone?.();
      return state;
    } catch (error) {
      try {
        unstable_rethrow(error);
      } catch (redirection) {
        onDone?.();
        onLeave?.();
        throw redirection;
      }
      return { ...previous, fields: {}, ...describeUnanswered(error, asked) };
    }
  }
  // Without JavaScript the form posts to the action itself: the page made on the server must name it, and not what is round it.
  const [state, send, inProgress] = useActionState<S, FormData>(
    (isServer ? action : answered) as (previous: Awaited<S>, data: FormData) => Promise<S>,
    initial as Awaited<S>,
  );
  return [state, send, inProgress];
}
