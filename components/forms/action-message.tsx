"use client";

import { useEffect, useRef } from "react";
import { announce } from "@/components/shell/announce";
import { Message } from "@/components/shell/message";
import { cn } from "@/components/ui/cn";
import type { ActionState } from "@/lib/domain/action-state.types";

/**
 * The answer of an action, said aloud when it arrives. It takes the focus when what was pressed went with the answer: the keyboard never
 * starts again from the top of the page.
 */
export function ActionMessage({ state, className }: { state: ActionState; className?: string }) {
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (state.message === "") return;
    announce(state.message);
    const frame = requestAnimationFrame(() => {
      if (document.activeElement === document.body) box.current?.focus();
    });
    return () => cancelAnimationFrame(frame);
  }, [state]);

  if (state.message === "") return null;
  return (
    <div ref={box} tabIndex={-1} className="scroll-my-24 outline-none">
      <Message tone={state.status === "error" ? "error" : "success"} className={cn("mt-3", className)}>
        {state.message}
      </Message>
    </div>
  );
}
