import { NativeSelect } from "@/components/forms/native-select";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { ChoiceList } from "./choice-list";
import type { Search } from "./column.types";

const SIZE = "h-9 px-2.5 font-normal";
const COMPACT = `${SIZE} tableau:h-7 tableau:px-1.5 tableau:text-dense`;

type SearchFieldProps = {
  by: Search;
  values: readonly string[];
  /** Under a heading that says the same: smaller, its label only heard on a wide screen. */
  compact?: boolean;
};

/** The search field of a list, with its label. */
export function SearchField({ by, values, compact = false }: SearchFieldProps) {
  const { key, title, search } = by;
  const id = `recherche-${key}`;
  const value = values[0] ?? "";
  const size = compact ? COMPACT : SIZE;
  if (search.kind === "choix")
    return <ChoiceList name={key} title={title} search={search} values={values} className={size} />;
  return (
    <>
      <Label htmlFor={id} className={compact ? "mb-1 text-dense tableau:sr-only" : "mb-1 text-dense"}>
        <span className="sr-only">Rechercher : </span>
        {title}
      </Label>
      {search.kind === "liste" ? (
        <NativeSelect id={id} name={key} defaultValue={value} className={`${size} tableau:pr-6`}>
          <option value="">{search.all}</option>
          {value === "" || search.options.some((option) => option.value === value) ? null : (
            // An address may ask for something the list does not offer: the reader must see what filters the table.
            <option value={value}>« {value} »</option>
          )}
          {search.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </NativeSelect>
      ) : (
        <Input
          id={id}
          name={key}
          defaultValue={value}
          autoComplete="off"
          placeholder={search.kind === "date" ? "jj/mm/aaaa" : (search.hint ?? "Rechercher")}
          className={size}
        />
      )}
    </>
  );
}
