"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const PREVIOUS_KEYS = new Set(["ArrowLeft", "k"]);
const NEXT_KEYS = new Set(["ArrowRight", "j"]);
/** Where keys are for something else. */
const BUSY = "input, select, textarea, summary, pre, [contenteditable], [role=radio]";

function modified(champ: Element): boolean {
  if (champ instanceof HTMLInputElement && champ.type !== "hidden") {
    return champ.type === "radio" ? champ.checked !== champ.defaultChecked : champ.value !== champ.defaultValue;
  }
  if (champ instanceof HTMLSelectElement) return [...champ.options].some((o) => o.selected !== o.defaultSelected);
  return false;
}

/** Something typed and not saved would be lost. */
function isTyping(): boolean {
  const form = document.querySelector<HTMLFormElement>("form[data-dossier]");
  return [...(form?.elements ?? [])].some(modified);
}

/** ← and →, or k and j, go to the dossier before and after; never while one types. */
export function DossierKeys({ previous, next }: { previous: string | null; next: string | null }) {
  const router = useRouter();
  useEffect(() => {
    function goTo(event: KeyboardEvent) {
      const { key, target, altKey, ctrlKey, metaKey, shiftKey, defaultPrevented } = event;
      if (altKey || ctrlKey || metaKey || shiftKey || defaultPrevented) return;
      if (target instanceof Element && target.closest(BUSY) !== null) return;
      const destination = PREVIOUS_KEYS.has(key) ? previous : NEXT_KEYS.has(key) ? next : null;
      if (destination === null) return;
      if (isTyping() && !window.confirm("Quitter ce dossier sans enregistrer ce que vous avez saisi ?")) return;
      event.preventDefault();
      router.push(destination);
    }
    document.addEventListener("keydown", goTo);
    return () => document.removeEventListener("keydown", goTo);
  }, [router, previous, next]);
  return null;
}
