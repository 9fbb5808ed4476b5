import type { ComponentProps } from "react";
import { cn } from "./cn";

function Input({ className, type, ...props }: ComponentProps<"input">) {
  return (
    <input
      type={type}
      data-slot="input"
      className={cn(
        "h-9 w-full min-w-0 rounded-md border border-trait-fort bg-surface px-3 text-sm text-encre aria-invalid:border-danger",
        className,
      )}
      {...props}
    />
  );
}

export { Input };
