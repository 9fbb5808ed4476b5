import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

type TableRegionProps = ComponentProps<"section"> & { "aria-label": string };

/** A short table that scrolls sideways inside its own region when the screen is narrow; the keyboard reaches the region. */
export function TableRegion({ className, ...props }: TableRegionProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable with the keyboard.
    <section tabIndex={0} className={cn("relative overflow-x-auto print:overflow-visible", className)} {...props} />
  );
}
