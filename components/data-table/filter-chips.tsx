"use client";

import { X } from "lucide-react";
import Link from "next/link";
import { useEffect, useRef } from "react";
import { buttonVariants } from "@/components/ui/button-variants";
import type { ActiveFilter } from "./active-filters";
import type { ListParams } from "./column.types";
import { listUrl, valuesOf } from "./list-url";

type FilterChipsProps = { filters: readonly ActiveFilter[]; path: string; params: ListParams };

/** What filters the list, each taken away by a press, and all of them at once. */
export function FilterChips({ filters, path, params }: FilterChipsProps) {
  /** How many filters there were at the last press, null when nothing was pressed since. */
  const pressed = useRef<number | null>(null);

  // The chip that was pressed is gone: the keyboard is at the list that it showed again, not nowhere.
  useEffect(() => {
    if (pressed.current === null || filters.length >= pressed.current) return;
    pressed.current = null;
    if (document.activeElement === document.body) document.getElementById("tableau")?.focus({ preventScroll: true });
  });

  const without = ({ key, value }: ActiveFilter) =>
    listUrl(path, params, { [key]: valuesOf(params, key).filter((other) => other !== value) });
  const press = () => {
    pressed.current = filters.length;
  };
  const none = Object.fromEntries(filters.map(({ key }) => [key, null]));
  return (
    <ul aria-label="Filtres" hidden={filters.length === 0} className="flex flex-wrap items-center gap-1.5 print:hidden">
      {filters.map((filter) => (
        <li key={`${filter.key} ${filter.value}`} className="min-w-0">
          <Link
            href={without(filter)}
            onClick={press}
            scroll={false}
            prefetch={false}
            aria-label={`Retirer le filtre ${filter.title} : ${filter.label}`}
            className="flex min-h-7 items-center gap-1.5 rounded-full border border-bleu-trait bg-bleu-doux py-0.5 pr-2 pl-3 text-dense text-lien hover:border-lien"
          >
            <span className="min-w-0 wrap-anywhere">
              {filter.title} : <strong className="font-semibold">{filter.label}</strong>
            </span>
            <X aria-hidden="true" className="size-3.5 shrink-0" />
          </Link>
        </li>
      ))}
      <li>
        <Link
          href={listUrl(path, params, none)}
          onClick={press}
          scroll={false}
          prefetch={false}
          className={buttonVariants({ variant: "discreet", size: "small" })}
        >
          Réinitialiser
        </Link>
      </li>
    </ul>
  );
}
