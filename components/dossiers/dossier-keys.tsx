"use client";

import { useEffect } from "react";

const KEYS: Readonly<Record<string, "previous" | "next">> = {
  ArrowLeft: "previous",
  k: "previous",
  ArrowRight: "next",
  j: "next",
};
/** Where keys are for something else. */
const BUSY = "input, select, textarea, summary, pre, dialog, [contenteditable], [role=radio]";

/** ← and →, or k and j, press the links to the dossier before and after (`data-voisin`); never while one types. */
export function DossierKeys() {
  useEffect(() => {
    function goTo(event: KeyboardEvent) {
      const { key, target, altKey, ctrlKey, metaKey, shiftKey, defaultPrevented } = event;
      if (altKey || ctrlKey || metaKey || shiftKey || defaultPrevented) return;
      if (target instanceof Element && target.closest(BUSY) !== null) return;
      const neighbour = KEYS[key];
      const link = document.querySelector<HTMLAnchorElement>(`a[data-voisin="${neighbour}"]`);
      if (neighbour === undefined || link === null) return;
      event.preventDefault();
      link.click();
    }
    document.addEventListener("keydown", goTo);
    return () => document.removeEventListener("keydown", goTo);
  }, []);
  return null;
}
