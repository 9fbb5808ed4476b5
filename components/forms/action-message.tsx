"use client";

import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { announce } from "@/components/shell/announce";
import { Message } from "@/components/shell/message";
import { cn } from "@/components/ui/cn";
import type { ActionState } from "@/lib/domain/action-state.types";

/** Whether a field in error of the same form says this: it takes the focus, and the sentence would be there, and heard, twice. */
function isSaidByField(box: HTMLElement | null, message: string): boolean {
  const faulty = box?.closest("form")?.querySelectorAll('[aria-invalid="true"], fieldset[aria-describedby]') ?? [];
  const ids = [...faulty].flatMap((field) => (field.getAttribute("aria-describedby") ?? "").split(" "));
  return ids.some((id) => document.getElementById(id)?.textContent === message);
}

/**
 * The answer of an action, said aloud when it arrives. It takes the focus when what was pressed went with the answer: the keyboard never
 * starts again from the top of the page.
 */
export function ActionMessage({ state, className }: { state: ActionState; className?: string }) {
  const box = useRef<HTMLDivElement>(null);
  const [byField, setByField] = useState(false);

  useLayoutEffect(() => {
    setByField(state.status === "error" && isSaidByField(box.current, state.message));
  }, [state]);

  useEffect(() => {
    if (state.message === "" || (state.status === "error" && isSaidByField(box.current, state.message))) return;
    announce(state.message);
    const frame = requestAnimationFrame(() => {
      if (document.activeElement === document.body) box.current?.focus();
    });
    return () => cancelAnimationFrame(frame);
  }, [state]);

  if (state.message === "") return null;
  return (
    <div ref={box} tabIndex={-1} hidden={byField} className="scroll-my-24 outline-none">
      <Message tone={state.status === "error" ? "error" : "success"} className={cn("mt-3", className)}>
        {state.message}
      </Message>
    </div>
  );
}
