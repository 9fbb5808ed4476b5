"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const AVANT = new Set(["ArrowLeft", "k"]);
const APRES = new Set(["ArrowRight", "j"]);
/** Where keys are for something else. */
const OCCUPES = "input, select, textarea, summary, pre, [contenteditable], [role=radio]";

function modifie(champ: Element): boolean {
  if (champ instanceof HTMLInputElement && champ.type !== "hidden") {
    return champ.type === "radio" ? champ.checked !== champ.defaultChecked : champ.value !== champ.defaultValue;
  }
  if (champ instanceof HTMLSelectElement) return [...champ.options].some((o) => o.selected !== o.defaultSelected);
  return false;
}

/** Something typed and not saved would be lost. */
function saisieEnCours(): boolean {
  const formulaire = document.querySelector<HTMLFormElement>("form[data-dossier]");
  return [...(formulaire?.elements ?? [])].some(modifie);
}

/** ← and →, or k and j, go to the dossier before and after; never while one types. */
export function TouchesDossier({ precedent, suivant }: { precedent: string | null; suivant: string | null }) {
  const router = useRouter();
  useEffect(() => {
    function aller(evenement: KeyboardEvent) {
      const { key, target, altKey, ctrlKey, metaKey, shiftKey, defaultPrevented } = evenement;
      if (altKey || ctrlKey || metaKey || shiftKey || defaultPrevented) return;
      if (target instanceof Element && target.closest(OCCUPES) !== null) return;
      const cible = AVANT.has(key) ? precedent : APRES.has(key) ? suivant : null;
      if (cible === null) return;
      if (saisieEnCours() && !window.confirm("Quitter ce dossier sans enregistrer ce que vous avez saisi ?")) return;
      evenement.preventDefault();
      router.push(cible);
    }
    document.addEventListener("keydown", aller);
    return () => document.removeEventListener("keydown", aller);
  }, [router, precedent, suivant]);
  return null;
}
