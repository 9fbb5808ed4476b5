import { useState } from "react";
import { announce } from "@/components/shell/announce";

type Field = HTMLInputElement | HTMLTextAreaElement;

const REFUSED = "Le navigateur n'a pas permis de copier : le texte est sélectionné, copiez-le avec Ctrl + C.";

/** False where the browser refuses, or has no clipboard at all: on a site without https. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Copies what a field holds. Answers what to show once it is done, or once the browser refused; it is said aloud at each press. */
export function useCopy(done: string): [said: string, copy: (field: Field | null) => Promise<void>] {
  const [said, say] = useState("");
  async function copy(field: Field | null) {
    if (field === null) return;
    const sentence = (await copyText(field.value)) ? done : REFUSED;
    // Selected first, a button would lose the focus for nothing.
    if (sentence === REFUSED) {
      field.focus();
      field.select();
    }
    say(sentence);
    announce(sentence);
  }
  return [said, copy];
}
