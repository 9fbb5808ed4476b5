import type { z } from "zod";
import { ServiceError } from "@/lib/errors";

/** Checks a whole input at once. Throws INVALID_INPUT, with a sentence for each field. */
export function checkInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const found = schema.safeParse(input);
  if (found.success) return found.data;
  const fields = Object.fromEntries(found.error.issues.map(({ path, message }) => [path.join("."), message]));
  throw new ServiceError("INVALID_INPUT", Object.values(fields).join(" "), fields);
}
