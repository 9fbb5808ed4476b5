"use client";

import { ChevronDown } from "lucide-react";
import { type FocusEvent, type KeyboardEvent, useEffect, useRef } from "react";
import { cn } from "@/components/ui/cn";
import type { SearchSpec } from "./column.types";

type ChoiceListProps = {
  name: string;
  title: string;
  search: Extract<SearchSpec, { kind: "choix" }>;
  values: readonly string[];
  className: string;
};

function summaryOf({ all, several, options }: ChoiceListProps["search"], values: readonly string[]): string {
  const [first] = values;
  if (first === undefined) return all;
  return values.length === 1 ? labelIn(options, first) : `${values.length} ${several}`;
}

const labelIn = (options: ChoiceListProps["search"]["options"], value: string) =>
  options.find((option) => option.value === value)?.label ?? `« ${value} »`;

/** A list where several values may be ticked. It opens like any `details`, and closes on Escape or when one goes elsewhere. */
export function ChoiceList({ name, title, search, values, className }: ChoiceListProps) {
  const details = useRef<HTMLDetailsElement>(null);
  // An address may ask for something the list does not offer: the reader must be able to take it away.
  const others = values.filter((value) => search.options.every((option) => option.value !== value));
  const options = [...others.map((value) => ({ value, label: `« ${value} »` })), ...search.options];

  useEffect(() => {
    function press({ target }: PointerEvent) {
      if (target instanceof Node && details.current?.contains(target) === false) details.current.open = false;
    }
    document.addEventListener("pointerdown", press);
    return () => document.removeEventListener("pointerdown", press);
  }, []);

  function close() {
    if (details.current !== null) details.current.open = false;
  }
  function closeOnEscape(event: KeyboardEvent) {
    if (event.key !== "Escape" || details.current?.open !== true) return;
    event.preventDefault();
    close();
    details.current.querySelector("summary")?.focus();
  }
  function leave({ relatedTarget }: FocusEvent) {
    if (relatedTarget instanceof Node && details.current?.contains(relatedTarget) === false) close();
  }

  return (
    <>
      <p aria-hidden="true" className="mb-1 text-dense font-medium tableau:hidden">
        {title}
      </p>
      <details ref={details} data-choix="" className="relative" onKeyDown={closeOnEscape} onBlur={leave}>
        <summary
          className={cn(
            "flex min-w-0 items-center justify-between gap-1 rounded-md border border-trait-fort bg-surface text-sm",
            className,
          )}
        >
          <span className="truncate">
            <span className="sr-only">Rechercher : {title} : </span>
            {summaryOf(search, values)}
          </span>
          <ChevronDown aria-hidden="true" className="size-4 shrink-0 text-encre-douce" />
        </summary>
        <fieldset className="absolute top-full left-0 z-20 mt-1 max-h-80 w-max max-w-[min(26rem,calc(100vw-3rem))] min-w-full overflow-y-auto rounded-md border border-trait bg-surface p-1 text-left shadow-bulle carte:static carte:w-full carte:max-w-none carte:shadow-none">
          <legend className="sr-only">{title}</legend>
          {options.map(({ value, label }) => (
            <label
              key={value}
              className="flex min-h-7 cursor-pointer items-start gap-2 rounded-sm px-2 py-1 text-dense hover:bg-surface-douce"
            >
              <input
                type="checkbox"
                name={name}
                value={value}
                defaultChecked={values.includes(value)}
                className="mt-0.5 size-4 shrink-0 accent-bleu"
              />
              <span className="wrap-anywhere">{label}</span>
            </label>
          ))}
        </fieldset>
      </details>
    </>
  );
}
