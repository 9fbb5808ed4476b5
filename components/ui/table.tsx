import type { ComponentProps } from "react";
import { cn } from "./cn";

/** `caption`: what the table holds, for those who hear it. */
function Table({ className, caption, children, ...props }: ComponentProps<"table"> & { caption: string }) {
  return (
    <table
      data-slot="table"
      className={cn("w-full border-collapse text-left text-dense tabular-nums", className)}
      {...props}
    >
      <caption className="sr-only">{caption}</caption>
      {children}
    </table>
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

/** The cell that names its row: it is heard with each of the others. */
function TableRowHead({ className, ...props }: ComponentProps<"th">) {
  return (
    <th
      data-slot="table-row-head"
      scope="row"
      className={cn("border-b border-trait px-3 py-2 text-left align-top font-normal", className)}
      {...props}
    />
  );
}

export { Table, TableCell, TableHead, TableRowHead };
