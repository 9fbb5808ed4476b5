import { z } from "zod";

/** More than the longest of our forms: a dossier has some ninety fields, shown and typed. */
const MAX_FIELDS = 4000;
const MAX_NAME_LENGTH = 100;
const MAX_TEXT_LENGTH = 10_000;

/** A form within bounds: so many fields, so long names and texts. What it says is for the schemas below. */
export const boundedForm = z.instanceof(FormData).refine(
  (data) => {
    let fields = 0;
    for (const [name, value] of data) {
      fields += 1;
      if (fields > MAX_FIELDS || name.length > MAX_NAME_LENGTH) return false;
      if (typeof value === "string" && value.length > MAX_TEXT_LENGTH) return false;
    }
    return true;
  },
  { error: "Ce formulaire est trop long pour être lu." },
);

/** The text of a field, empty when it is absent or a file. Without NUL: no keyboard types it, and PostgreSQL holds none. */
export function formText(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === "string" ? value.replaceAll("\0", "") : "";
}

/** The texts of some fields, each by its name; those that are absent are empty. */
export const formTexts = <const N extends string>(...names: readonly N[]) =>
  boundedForm.transform(
    (data) => Object.fromEntries(names.map((name) => [name, formText(data, name)])) as Record<N, string>,
  );
