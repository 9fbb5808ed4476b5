import type { ComponentProps } from "react";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { FieldError } from "./field-error";

type TextFieldProps = ComponentProps<typeof Input> & {
  id: string;
  label: string;
  help?: string | undefined;
  error?: string | undefined;
};

/** A field with its label, its help and what is wrong with it, tied together. It is sent under its id. */
export function TextField({ id, label, help, error, ...input }: TextFieldProps) {
  const described = [help === undefined ? "" : `${id}-aide`, error === undefined ? "" : `${id}-erreur`];
  return (
    <div className="space-y-1.5">
      <Label htmlFor={id}>{label}</Label>
      <Input
        id={id}
        name={id}
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={described.filter(Boolean).join(" ") || undefined}
        {...input}
      />
      {help === undefined ? null : (
        <p id={`${id}-aide`} className="text-dense text-encre-douce">
          {help}
        </p>
      )}
      <FieldError id={`${id}-erreur`} message={error} />
    </div>
  );
}
