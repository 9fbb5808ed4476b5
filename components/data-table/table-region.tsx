import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

type TableRegionProps = ComponentProps<"section"> & { "aria-label": string };

/** On paper nothing scrolls: a list is there whole. */
const LOOK = "relative overflow-x-auto print:max-h-none print:overflow-visible";

/** A short table that scrolls sideways inside its own region when the screen is narrow; the keyboard reaches the region. */
export function TableRegion({ className, ...props }: TableRegionProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable with the keyboard.
    <section tabIndex={0} className={cn(LOOK, className)} {...props} />
  );
}
