"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef, useTransition } from "react";
import type { ParametresListe } from "./colonne.types";
import { urlListe } from "./url-liste";

const PAUSE_DE_FRAPPE_MS = 350;

type FormulaireFiltresProps = { chemin: string; parametres: ParametresListe; children: ReactNode };

/** The one GET form of a list. Without JavaScript, Enter or the button sends it; with it, the list follows the typing. */
export function FormulaireFiltres({ chemin, parametres, children }: FormulaireFiltresProps) {
  const router = useRouter();
  const formulaire = useRef<HTMLFormElement>(null);
  const minuteur = useRef<ReturnType<typeof setTimeout> | null>(null);
  const [enCours, demarrer] = useTransition();

  // A link («Effacer les filtres») may change the URL under fields that the browser still holds as typed.
  useEffect(() => {
    if (minuteur.current !== null) return;
    for (const champ of formulaire.current?.elements ?? []) {
      const libre = champ !== document.activeElement;
      if (libre && (champ instanceof HTMLInputElement || champ instanceof HTMLSelectElement) && champ.type !== "hidden")
        champ.value = parametres[champ.name] ?? "";
    }
  }, [parametres]);

  useEffect(() => () => clearTimeout(minuteur.current ?? undefined), []);

  function appliquer() {
    clearTimeout(minuteur.current ?? undefined);
    minuteur.current = null;
    if (formulaire.current === null) return;
    const saisie: Record<string, string> = {};
    for (const [nom, valeur] of new FormData(formulaire.current)) if (typeof valeur === "string") saisie[nom] = valeur;
    const url = urlListe(chemin, {}, saisie);
    demarrer(() => router.replace(url, { scroll: false }));
  }

  return (
    <form
      ref={formulaire}
      method="get"
      action={chemin}
      aria-busy={enCours}
      onSubmit={(evenement) => {
        evenement.preventDefault();
        appliquer();
      }}
      onChange={(evenement) => {
        clearTimeout(minuteur.current ?? undefined);
        const attente = evenement.target instanceof HTMLSelectElement ? 0 : PAUSE_DE_FRAPPE_MS;
        minuteur.current = setTimeout(appliquer, attente);
      }}
    >
      {children}
    </form>
  );
}
