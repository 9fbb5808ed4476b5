import { TableRegion } from "@/components/data-table/table-region";

/** Code to be copied, in a region that scrolls sideways. */
export function CodeBlock({ label, source }: { label: string; source: string }) {
  return (
    <TableRegion aria-label={label} className="rounded-md border border-trait bg-surface-douce">
      <pre className="p-3 font-mono text-dense leading-5">
        <code>{source}</code>
      </pre>
    </TableRegion>
  );
}
