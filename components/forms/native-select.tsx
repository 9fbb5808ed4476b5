import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

/** The browser's own list, in our clothes: works without JavaScript, with every keyboard and phone. */
export function NativeSelect({ className, children, ...props }: ComponentProps<"select">) {
  return (
    <span className="relative block w-full min-w-0">
      <select
        className={cn(
          "h-9 w-full min-w-0 appearance-none truncate rounded-md border border-trait-fort bg-surface pr-7 pl-3 text-sm text-encre",
          className,
        )}
        {...props}
      >
        {children}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-1.5 size-4 -translate-y-1/2 text-encre-douce"
      />
    </span>
  );
}
