import { X } from "lucide-react";
import { PageLink } from "@/components/shell/page-link";
import { buttonVariants } from "@/components/ui/button-variants";
import type { ActiveFilter } from "./active-filters";
import type { ListParams } from "./column.types";
import { listUrl, valuesOf } from "./list-url";

type FilterChipsProps = { filters: readonly ActiveFilter[]; path: string; params: ListParams };

/** What filters the list, each taken away by a press, and all of them at once. The form around looks after the keyboard. */
export function FilterChips({ filters, path, params }: FilterChipsProps) {
  if (filters.length === 0) return null;
  const without = ({ key, value }: ActiveFilter) =>
    listUrl(path, params, { [key]: valuesOf(params, key).filter((other) => other !== value) });
  const none = Object.fromEntries(filters.map(({ key }) => [key, null]));
  return (
    <ul aria-label="Filtres" className="flex flex-wrap items-center gap-1.5 print:hidden">
      {filters.map((filter) => (
        <li key={`${filter.key} ${filter.value}`} className="min-w-0">
          <PageLink
            href={without(filter)}
            scroll={false}
            aria-label={`Retirer le filtre ${filter.title} : ${filter.label}`}
            className="flex min-h-7 items-center gap-1.5 rounded-full border border-bleu-trait bg-bleu-doux py-0.5 pr-2 pl-3 text-dense text-lien hover:border-lien"
          >
            <span className="min-w-0 wrap-anywhere">
              {filter.title} : <strong className="font-semibold">{filter.label}</strong>
            </span>
            <X aria-hidden="true" className="size-3.5 shrink-0" />
          </PageLink>
        </li>
      ))}
      <li>
        <PageLink
          href={listUrl(path, params, none)}
          scroll={false}
          className={buttonVariants({ variant: "discreet", size: "small" })}
        >
          Réinitialiser
        </PageLink>
      </li>
    </ul>
  );
}
