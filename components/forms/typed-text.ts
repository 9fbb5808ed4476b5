/** What one field holds; `rank` among the fields of its name. */
export type TypedText = { name: string; rank: number; value: string; checked: boolean };

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Secrets are kept nowhere; the others are not typed. */
const WITHHELD: ReadonlySet<string> = new Set(["hidden", "password", "file", "submit", "button", "reset", "image"]);

/** Whether what a field holds is kept nowhere: a secret (one that is not a password says so, `data-secret`), or what nobody typed. */
export const isWithheld = ({ type, hidden, dataset }: Pick<HTMLInputElement, "type" | "hidden" | "dataset">): boolean =>
  WITHHELD.has(type) || hidden === true || dataset.secret !== undefined;

const isField = (element: Element): element is Field =>
  (element instanceof HTMLInputElement ||
    element instanceof HTMLSelectElement ||
    element instanceof HTMLTextAreaElement) &&
  element.name !== "" &&
  !isWithheld(element);

/** The fields of a form that somebody fills, in their order. */
export const typedFields = (form: HTMLFormElement): Field[] => [...form.elements].filter(isField);

/** What the fields of a form hold, but secrets and files. */
export function readTyped(form: HTMLFormElement): TypedText[] {
  const ranks = new Map<string, number>();
  return typedFields(form).map((field) => {
    const rank = ranks.get(field.name) ?? 0;
    ranks.set(field.name, rank + 1);
    const checked = field instanceof HTMLInputElement && field.checked;
    return { name: field.name, rank, value: field.value, checked };
  });
}

/** Writes as a hand would: React only hears of a value set through the element's own setter, and of the event. */
function write(field: Field, { value, checked }: TypedText) {
  const checkable = field instanceof HTMLInputElement && (field.type === "checkbox" || field.type === "radio");
  if (checkable) {
    if (field.value === value && field.checked !== checked) field.click();
    return;
  }
  if (field.value === value) return;
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value")?.set?.call(field, value);
  const folded = field.closest("details");
  if (folded !== null) folded.open = true;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Puts back what `readTyped` read; a field that is no longer there is left out. Answers how many fields were found. */
export function restoreTyped(form: HTMLFormElement, typed: readonly TypedText[]): number {
  const fields = typedFields(form);
  let found = 0;
  for (const text of typed) {
    const field = fields.filter(({ name }) => name === text.name)[text.rank];
    if (field === undefined) continue;
    found += 1;
    write(field, text);
  }
  return found;
}
