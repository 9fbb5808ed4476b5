"use client";

import { useEffect, useMemo, useRef } from "react";
import { createPortal } from "react-dom";
import { Tooltip, TooltipContent, TooltipProvider, TooltipTrigger } from "@/components/ui/tooltip";
import type { Opened } from "./use-bubble";

const SCROLL_STEP_PX = 60;

type AnomalieBubbleProps = { opened: Opened; close: () => void; leave: () => void };

/** The bubble of the icon under the hand: says what its popover holds. Escape or a press elsewhere closes it; the arrows scroll it. */
export default function AnomalieBubble({ opened: { icon }, close, leave }: AnomalieBubbleProps) {
  const content = useRef<HTMLDivElement>(null);
  const html = useMemo(() => ({ __html: icon.nextElementSibling?.innerHTML ?? "" }), [icon]);

  useEffect(() => {
    // The hand may have gone while the bubble was on its way.
    if (!icon.matches(":hover, :focus")) leave();
    function scroll(event: KeyboardEvent) {
      const step = { ArrowDown: SCROLL_STEP_PX, ArrowUp: -SCROLL_STEP_PX }[event.key];
      const bubble = content.current;
      if (step === undefined || bubble === null || bubble.scrollHeight <= bubble.clientHeight) return;
      event.preventDefault();
      bubble.scrollBy({ top: step });
    }
    icon.addEventListener("keydown", scroll);
    return () => icon.removeEventListener("keydown", scroll);
  }, [icon, leave]);

  // On a wide screen the bubble opens beside the icon, so that the pointer can go down the column of icons.
  const side = window.matchMedia("(width >= 64rem)").matches ? "left" : "bottom";
  return (
    <TooltipProvider>
      <Tooltip
        open
        onOpenChange={(open) => {
          // Also on scroll, which is what a browser does to bring a focused icon into view, and on the press that pins: `leave` knows.
          if (!open) leave();
        }}
      >
        {createPortal(
          <TooltipTrigger asChild>
            <span aria-hidden="true" className="absolute inset-0" />
          </TooltipTrigger>,
          icon,
        )}
        <TooltipContent
          ref={content}
          container={icon.closest("main")}
          side={side}
          onEscapeKeyDown={close}
          onPointerDownOutside={({ detail: { originalEvent } }) => {
            if (!(originalEvent.target instanceof Node && icon.contains(originalEvent.target))) close();
          }}
        >
          {/* biome-ignore lint/security/noDangerouslySetInnerHtml: what rapportRows wrote, every word escaped. */}
          <div className="raisons" dangerouslySetInnerHTML={html} />
        </TooltipContent>
      </Tooltip>
    </TooltipProvider>
  );
}
