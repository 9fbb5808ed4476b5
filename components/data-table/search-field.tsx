import { NativeSelect } from "@/components/forms/native-select";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import type { Column } from "./column.types";

const COMPACT = "h-9 px-2.5 tableau:h-7 tableau:px-1.5 tableau:text-dense font-normal";

type SearchFieldProps = { column: Column; value: string };

/** The search field of one column; its label is seen on a phone, only heard under a heading that says the same. */
export function SearchField({ column, value }: SearchFieldProps) {
  const { key, title, search } = column;
  const id = `recherche-${key}`;
  return (
    <>
      <Label htmlFor={id} className="mb-1 text-dense tableau:sr-only">
        <span className="sr-only">Rechercher : </span>
        {title}
      </Label>
      {search.kind === "liste" ? (
        <NativeSelect id={id} name={key} defaultValue={value} className={`${COMPACT} tableau:pr-6`}>
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
          className={COMPACT}
        />
      )}
    </>
  );
}
