import { listUrl } from "@/components/data-table/list-url";
import { PageLink } from "@/components/shell/page-link";
import { cn } from "@/components/ui/cn";
import { PREVIEW_VIEWS, type PreviewTable } from "@/lib/services/imports/preview/preview.types";
import { VIEWS } from "./preview-words";

type PreviewCountersProps = { path: string; table: Pick<PreviewTable, "counts" | "view"> };

/** How many rows there are of each kind; a press shows these. */
export function PreviewCounters({ path, table: { counts, view: active } }: PreviewCountersProps) {
  return (
    <nav aria-label="Lignes du fichier par effet">
      <ul className="grid grid-cols-2 gap-2.5 sm:grid-cols-3 lg:grid-cols-6">
        {PREVIEW_VIEWS.map((view) => {
          const { label, icon: Icon, color } = VIEWS[view];
          return (
            <li key={view} className="min-w-0">
              <PageLink
                href={listUrl(path, {}, { voir: view })}
                scroll={false}
                aria-current={active === view ? "true" : undefined}
                className={cn(
                  "flex h-full items-center gap-2.5 rounded-lg border border-trait bg-surface px-3 py-2 shadow-carte transition-colors hover:border-trait-fort",
                  active === view && "border-lien bg-bleu-doux hover:border-lien",
                )}
              >
                <Icon
                  aria-hidden="true"
                  className={cn("size-5 shrink-0", counts[view] === 0 ? "text-encre-douce" : color)}
                />
                <span className="min-w-0">
                  <span className="block text-lg leading-6 font-semibold tabular-nums">
                    {counts[view].toLocaleString("fr-FR")}
                  </span>
                  <span className="block text-dense text-encre-douce">{label}</span>
                </span>
              </PageLink>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
