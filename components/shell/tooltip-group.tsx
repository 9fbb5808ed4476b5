"use client";

import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { TooltipProvider } from "@/components/ui/tooltip";

/** The one bubble that is open; pinned by a press, it stays when the pointer or the focus leaves. */
type Opened = { id: string; pinned: boolean } | null;

type Group = {
  container: HTMLElement | null;
  openBubble: Opened;
  onChange: (next: (previous: Opened) => Opened) => void;
};

const GroupContext = createContext<Group | null>(null);

/** Around all the bubbles of a page: opening one closes the others. */
export function TooltipGroup({ children }: { children: ReactNode }) {
  const [openBubble, onChange] = useState<Opened>(null);
  const [container, setContainer] = useState<HTMLElement | null>(null);
  const group = useMemo(() => ({ container, openBubble, onChange }), [container, openBubble]);
  return (
    <TooltipProvider delayDuration={120} skipDelayDuration={200}>
      <GroupContext value={group}>
        {children}
        <div ref={setContainer} />
      </GroupContext>
    </TooltipProvider>
  );
}

/** What one bubble of the group may know and do. */
export function useTooltip(id: string) {
  const group = useContext(GroupContext);
  if (group === null) throw new Error("Une info-bulle doit être dans un TooltipGroup.");
  const { container, openBubble, onChange } = group;
  return {
    container,
    openBubble: openBubble?.id === id,
    /** The pointer or the focus came (true) or left (false). */
    hover: (entered: boolean) =>
      onChange((previous) => {
        if (entered) return previous?.id === id ? previous : { id, pinned: false };
        return previous?.id === id && !previous.pinned ? null : previous;
      }),
    toggle: () => onChange((previous) => (previous?.id === id && previous.pinned ? null : { id, pinned: true })),
    close: () => onChange((previous) => (previous?.id === id ? null : previous)),
  };
}
