"use client";

import * as RadixTooltip from "@radix-ui/react-tooltip";
import type { ComponentProps } from "react";
import { cn } from "./cn";

export const TooltipProvider = RadixTooltip.Provider;
export const Tooltip = RadixTooltip.Root;
export const TooltipTrigger = RadixTooltip.Trigger;

type TooltipContentProps = ComponentProps<typeof RadixTooltip.Content> & {
  /** Where the bubble is put in the document: inside the page's main part, so that it belongs to a landmark. */
  container: HTMLElement | null;
};

/** The bubble itself, above everything, never wider than the screen and never taller than the room left. */
export function TooltipContent({ className, children, container, ...props }: TooltipContentProps) {
  return (
    <RadixTooltip.Portal container={container}>
      <RadixTooltip.Content
        sideOffset={6}
        collisionPadding={12}
        className={cn(
          "z-50 max-h-(--radix-tooltip-content-available-height) w-max max-w-[min(28rem,calc(100vw-1.5rem))] overflow-y-auto rounded-lg border border-trait bg-surface text-dense text-encre shadow-bulle print:hidden",
          className,
        )}
        {...props}
      >
        {children}
      </RadixTooltip.Content>
    </RadixTooltip.Portal>
  );
}
