"use client";

import { useEffect } from "react";
import { plainKey } from "@/components/keyboard/keys-preference";

const KEYS: Readonly<Record<string, "previous" | "next">> = {
  ArrowLeft: "previous",
  k: "previous",
  ArrowRight: "next",
  j: "next",
};
/** ← and →, or k and j, press the links to the dossier before and after (`data-voisin`); never while one types. */
export function DossierKeys() {
  useEffect(() => {
    function goTo(event: KeyboardEvent) {
      const key = event.shiftKey ? null : plainKey(event);
      const neighbour = key === null ? undefined : KEYS[key];
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
