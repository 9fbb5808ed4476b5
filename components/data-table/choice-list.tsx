"use client";

import { ChevronDown } from "lucide-react";
import { type FocusEvent, type KeyboardEvent, useEffect, useRef } from "react";
import { cn } from "@/components/ui/cn";
import type { SearchSpec } from "./column.types";
import "./choice-list.css";

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
      <details ref={details} data-choix="" className="choix" onKeyDown={closeOnEscape} onBlur={leave}>
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
        <fieldset>
          <legend className="sr-only">{title}</legend>
          {options.map(({ value, label }) => (
            <label key={value}>
              <input type="checkbox" name={name} value={value} defaultChecked={values.includes(value)} />
              <span>{label}</span>
            </label>
          ))}
        </fieldset>
      </details>
    </>
  );
}
