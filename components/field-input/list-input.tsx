import { NativeSelect } from "@/components/forms/native-select";
import type { InputProps } from "./input.types";

type ListInputProps = InputProps & { choice: readonly { value: string; label: string }[] };

/** A field whose values are few. A value that the list does not have is shown as it is: what is wrong must be seen. */
export function ListInput({ id, name, value, invalide, describedBy, choice }: ListInputProps) {
  return (
    <NativeSelect
      id={id}
      name={name}
      defaultValue={value}
      aria-invalid={invalide || undefined}
      aria-describedby={describedBy}
    >
      <option value="">Non renseigné</option>
      {value === "" || choice.some((c) => c.value === value) ? null : <option value={value}>« {value} »</option>}
      {choice.map((c) => (
        <option key={c.value} value={c.value}>
          {c.label}
        </option>
      ))}
    </NativeSelect>
  );
}
