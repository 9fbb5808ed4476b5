import type { ComponentProps } from "react";
import { cn } from "./cn";

type TableRegionProps = ComponentProps<"section"> & { "aria-label": string };

/** A short table that scrolls sideways inside its own region when the screen is narrow; the keyboard reaches the region. */
export function TableRegion({ className, ...props }: TableRegionProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable with the keyboard.
    <section tabIndex={0} className={cn("relative overflow-x-auto print:overflow-visible", className)} {...props} />
  );
}

export function Table({ className, ...props }: ComponentProps<"table">) {
  return <table className={cn("w-full border-collapse text-left text-dense tabular-nums", className)} {...props} />;
}

export function TableHead({ className, ...props }: ComponentProps<"th">) {
  return (
    <th
      className={cn(
        "border-b border-trait bg-surface-douce px-3 py-2 align-bottom text-xs font-semibold text-encre",
        className,
      )}
      {...props}
    />
  );
}

export function TableCell({ className, ...props }: ComponentProps<"td">) {
  return <td className={cn("border-b border-trait px-3 py-2 align-top", className)} {...props} />;
}
