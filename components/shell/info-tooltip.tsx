"use client";

import { type KeyboardEvent, type ReactNode, useId, useRef, useSyncExternalStore } from "react";
import { cn } from "@/components/ui/cn";
import { Tooltip, TooltipContent, TooltipTrigger } from "@/components/ui/tooltip";
import { useTooltip } from "./tooltip-group";

const SCROLL_STEP_PX = 60;

type InfoTooltipProps = {
  /** The accessible name of the icon. */
  name: string;
  icon: ReactNode;
  children: ReactNode;
  className?: string;
};

const never = () => () => {};

/**
 * An icon that explains itself: on hover, on focus, and on a press (which pins the bubble, also on a touch screen).
 * Escape or a press elsewhere closes it. Until JavaScript runs it is a native disclosure with the same content.
 */
export function InfoTooltip(props: InfoTooltipProps) {
  const alive = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return alive ? <RadixBubble {...props} /> : <NativeBubble {...props} />;
}

const ICON =
  "inline-flex h-7 min-w-7 cursor-pointer items-center justify-center gap-1 rounded-md px-1 text-xs font-semibold hover:bg-surface-douce";

function NativeBubble({ name, icon, children, className }: InfoTooltipProps) {
  return (
    <details className="open:w-full">
      <summary className={cn(ICON, className)}>
        {icon}
        <span className="sr-only">{name}</span>
      </summary>
      <div className="mt-1 rounded-md border border-trait bg-surface text-dense">{children}</div>
    </details>
  );
}

function RadixBubble({ name, icon, children, className }: InfoTooltipProps) {
  const { container, openBubble, hover, toggle, close } = useTooltip(useId());
  const trigger = useRef<HTMLButtonElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const press = useRef(false);

  function scroll(event: KeyboardEvent) {
    const step = { ArrowDown: SCROLL_STEP_PX, ArrowUp: -SCROLL_STEP_PX }[event.key];
    const bubble = content.current;
    if (step === undefined || bubble === null || bubble.scrollHeight <= bubble.clientHeight) return;
    event.preventDefault();
    bubble.scrollBy({ top: step });
  }

  // On a wide screen the bubble opens beside the icon, so that the pointer can go down the column of icons.
  const side = window.matchMedia("(width >= 64rem)").matches ? "left" : "bottom";
  return (
    <Tooltip
      open={openBubble}
      onOpenChange={(entered) => {
        // Radix closes on press; here a press pins, and the click that follows decides. It also closes on scroll, which is what
        // a browser does to bring a focused icon into view: as long as the icon has the focus of the keyboard, it explains itself.
        const byKeyboard = trigger.current?.matches(":focus-visible") === true;
        if (entered || (!press.current && !byKeyboard)) hover(entered);
      }}
    >
      <TooltipTrigger
        ref={trigger}
        type="button"
        aria-label={name}
        onPointerDown={() => {
          press.current = true;
        }}
        onPointerUp={() => {
          press.current = false;
        }}
        onPointerLeave={() => {
          press.current = false;
        }}
        onClick={(event) => {
          event.preventDefault();
          press.current = false;
          toggle();
        }}
        onKeyDown={scroll}
        className={cn(ICON, className)}
      >
        {icon}
      </TooltipTrigger>
      <TooltipContent
        ref={content}
        container={container}
        side={side}
        onEscapeKeyDown={close}
        onPointerDownOutside={(event) => {
          const target = event.detail.originalEvent.target;
          if (target instanceof Node && trigger.current?.contains(target) === true) event.preventDefault();
          else close();
        }}
      >
        {children}
      </TooltipContent>
    </Tooltip>
  );
}
