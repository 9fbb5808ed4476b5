import { ChevronDown } from "lucide-react";
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

/** A list where several values may be ticked, in the browser's own bubble: it opens, and closes on Escape or elsewhere, without a script. */
export function ChoiceList({ name, title, search: { all, several, options }, values, className }: ChoiceListProps) {
  const id = `choix-${name}`;
  // An address may ask for something the list does not offer: the reader must be able to take it away.
  const others = values.filter((value) => options.every((option) => option.value !== value));
  const offered = [...others.map((value) => ({ value, label: `« ${value} »` })), ...options];
  const chosen = offered.filter(({ value }) => values.includes(value));
  return (
    <>
      <p aria-hidden="true" className="mb-1 text-dense font-medium tableau:hidden">
        {title}
      </p>
      <button type="button" popoverTarget={id} className={cn("choix-ouvre", className)}>
        <span>
          <span className="sr-only">Rechercher : {title} : </span>
          {chosen.length > 1 ? `${chosen.length} ${several}` : (chosen[0]?.label ?? all)}
        </span>
        <ChevronDown aria-hidden="true" />
      </button>
      <fieldset id={id} popover="auto" className="choix">
        <legend className="sr-only">{title}</legend>
        {offered.map(({ value, label }) => (
          <label key={value}>
            <input type="checkbox" name={name} value={value} defaultChecked={values.includes(value)} />
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
    </>
  );
}
