import { NativeSelect } from "@/components/forms/native-select";
import type { InputProps } from "./input.types";

/** `none`: what it means to choose nothing, where it means something. */
type ListInputProps = InputProps & { choice: readonly { value: string; label: string }[]; none: string | undefined };

/** A field whose values are few. A value that the list does not have is shown as it is: what is wrong must be seen. */
export function ListInput({ id, name, value, invalide, describedBy, choice, none }: ListInputProps) {
  return (
    <NativeSelect
      id={id}
      name={name}
      defaultValue={value}
      aria-invalid={invalide || undefined}
      aria-describedby={describedBy}
    >
      <option value="">{none ?? "Non renseigné"}</option>
      {value === "" || choice.some((c) => c.value === value) ? null : <option value={value}>« {value} »</option>}
      {choice.map((c) => (
        <option key={c.value} value={c.value}>
          {c.label}
        </option>
      ))}
    </NativeSelect>
  );
}
