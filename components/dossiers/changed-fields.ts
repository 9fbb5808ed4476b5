import { readTyped, type TypedText } from "@/components/forms/typed-text";

const INPUT = /^saisie\.(.+)$/;

/** The hidden twin of an input: what the page showed of the field (`avant.{champ}`, read by parseDossierForm). */
export function shownBefore(form: HTMLFormElement, name: string): HTMLInputElement | null {
  const twin = form.elements.namedItem(name.replace(INPUT, "avant.$1"));
  return twin instanceof HTMLInputElement ? twin : null;
}

/** What was typed over what the page showed. A day is shown in one writing and kept in another: `data-montre` is the one that is shown. */
export function changedFields(form: HTMLFormElement): TypedText[] {
  return readTyped(form).filter(({ name, value, checked }) => {
    const twin = INPUT.test(name) ? shownBefore(form, name) : null;
    if (twin === null) return false;
    const isChoice = form.elements.namedItem(name) instanceof RadioNodeList;
    if (isChoice) return checked && value !== twin.value;
    return value.trim() !== (twin.dataset.montre ?? twin.value).trim();
  });
}
