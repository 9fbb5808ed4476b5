import type { ComponentProps } from "react";
import { cn } from "./cn";

function Table({ className, ...props }: ComponentProps<"table">) {
  return (
    <table
      data-slot="table"
      className={cn("w-full border-collapse text-left text-dense tabular-nums", className)}
      {...props}
    />
  );
}

function TableHead({ className, ...props }: ComponentProps<"th">) {
  return (
    <th
      data-slot="table-head"
      className={cn(
        "border-b border-trait bg-surface-douce px-3 py-2 align-bottom text-xs font-semibold text-encre",
        className,
      )}
      {...props}
    />
  );
}

function TableCell({ className, ...props }: ComponentProps<"td">) {
  return (
    <td data-slot="table-cell" className={cn("border-b border-trait px-3 py-2 align-top", className)} {...props} />
  );
}

export { Table, TableCell, TableHead };
