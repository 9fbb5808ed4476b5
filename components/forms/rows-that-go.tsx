"use client";

import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { type ActionState, IDLE } from "@/lib/domain/action-state.types";
import { ActionMessage } from "./action-message";
import type { FormAction } from "./form-action.types";
import { useFormAction } from "./use-form-action";

const Tell = createContext<(state: ActionState) => void>(() => undefined);

type RowsThatGoProps = {
  /** They are right inside a card, which has no margin of its own. */
  inCard?: boolean;
  children: ReactNode;
};

/** Around rows that can go with what is pressed in them: what was answered to the one that went is said here, and takes the focus. */
export function RowsThatGo({ inCard = false, children }: RowsThatGoProps) {
  const [told, tell] = useState<ActionState>(IDLE);
  return (
    <Tell value={tell}>
      <ActionMessage state={told} className={inCard ? "mx-5 mb-3" : "mt-0"} />
      {children}
    </Tell>
  );
}

/** `useFormAction` for such a row: it comes and goes in one breath, so that a row that goes never shows its own answer. */
export function useRowAction(action: FormAction): ReturnType<typeof useFormAction<ActionState>> {
  const tell = useContext(Tell);
  const lastWords = useRef<ActionState | null>(null);
  const used = useFormAction<ActionState>(action, IDLE, {
    onAnswer: (state) => {
      lastWords.current = state;
    },
  });
  const [state] = used;
  useEffect(() => {
    // The row is still there: it says this itself.
    if (state !== IDLE) lastWords.current = null;
  }, [state]);
  useEffect(
    () => () => {
      if (lastWords.current !== null) tell(lastWords.current);
    },
    [tell],
  );
  return used;
}
