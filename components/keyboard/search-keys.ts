const FIELD = 'main form[method="get"] :is(input[type="text"], input:not([type]), input[type="search"])';

/** Puts the cursor in the first search field of the page, whose panel is opened on a narrow screen. Answers whether there is one. */
export function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>(FIELD);
  if (field === null) return false;
  const panel = document.querySelector<HTMLDetailsElement>("details[data-filtres]");
  if (field.offsetParent === null && panel !== null) panel.open = true;
  field.focus();
  field.select();
  return true;
}

/** Empties the search field that has the cursor, as a hand would: the list follows. Answers whether there was something in it. */
export function clearSearch(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLInputElement) || !target.matches(FIELD) || target.value === "") return false;
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(target, "");
  target.dispatchEvent(new Event("input", { bubbles: true }));
  return true;
}
