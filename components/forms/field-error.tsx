import { CircleAlert } from "lucide-react";

/** What is wrong with a field, under it; the field points to it with aria-describedby. */
export function FieldError({ id, message }: { id: string; message: string | undefined }) {
  if (message === undefined) return null;
  return (
    <p id={id} className="flex items-start gap-1.5 text-dense text-danger">
      <CircleAlert aria-hidden="true" className="mt-px size-4 shrink-0" />
      {message}
    </p>
  );
}
