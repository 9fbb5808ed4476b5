import type { ComponentProps } from "react";
import { cn } from "./cn";

function Label({ className, htmlFor, children, ...props }: ComponentProps<"label"> & { htmlFor: string }) {
  return (
    <label
      data-slot="label"
      htmlFor={htmlFor}
      className={cn("block text-sm font-medium text-encre", className)}
      {...props}
    >
      {children}
    </label>
  );
}

export { Label };
