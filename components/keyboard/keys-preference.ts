const NAME = "passerelle.touches";

/** Whether keys of one character act: some people speak to their computer, and a word must not set off three of them (WCAG 2.1.4). */
export function areKeysOn(): boolean {
  try {
    return window.localStorage.getItem(NAME) !== "non";
  } catch {
    return true;
  }
}

export function turnKeys(on: boolean): void {
  try {
    if (on) window.localStorage.removeItem(NAME);
    else window.localStorage.setItem(NAME, "non");
  } catch {
    // The browser keeps nothing: the keys act until the page is left.
  }
}

/** Where a character is for something else. */
const WRITING = "input, select, textarea, summary, pre, dialog, [contenteditable], [role=radio]";

/** The key that was pressed alone and for us, null while somebody writes or when it is the browser's. */
export function plainKey(event: KeyboardEvent): string | null {
  const { key, target, altKey, ctrlKey, metaKey, defaultPrevented } = event;
  if (altKey || ctrlKey || metaKey || defaultPrevented) return null;
  if (target instanceof Element && target.closest(WRITING) !== null) return null;
  return key.length === 1 && !areKeysOn() ? null : key;
}
