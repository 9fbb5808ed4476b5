"use client";

import { CalendarDays } from "lucide-react";
import { useRef, useSyncExternalStore } from "react";
import { Input } from "@/components/ui/input";
import { existeAuCalendrier, jourFrancais } from "@/lib/dossier/jour";
import type { SaisieProps } from "./saisie.types";

const JOUR = /^\d{4}-\d{2}-\d{2}$/;
const JOUR_FRANCAIS = /^(\d{2})\/(\d{2})\/(\d{4})$/;

const jamais = () => () => {};

/** The day as the French write it; what is no day («31/02/2026») stays as it is, so that it is seen. */
const enFrancais = (valeur: string) =>
  JOUR.test(valeur) && existeAuCalendrier(valeur) ? jourFrancais(valeur) : valeur;

/**
 * A day, typed jj/mm/aaaa whatever the browser's language (its own date field speaks that one), or chosen in the browser's calendar once
 * scripts run.
 */
export function SaisieDate({ id, nom, valeur, invalide, decritPar }: SaisieProps) {
  const texte = useRef<HTMLInputElement>(null);
  const calendrier = useRef<HTMLInputElement>(null);
  const vivant = useSyncExternalStore(
    jamais,
    () => true,
    () => false,
  );

  function ouvrir() {
    if (texte.current === null || calendrier.current === null) return;
    const [, jour = "", mois = "", annee = ""] = JOUR_FRANCAIS.exec(texte.current.value.trim()) ?? [];
    calendrier.current.value = annee === "" ? "" : `${annee}-${mois}-${jour}`;
    calendrier.current.showPicker();
  }

  function choisir(choisi: string) {
    if (texte.current === null || choisi === "") return;
    texte.current.value = jourFrancais(choisi);
    texte.current.dispatchEvent(new Event("input", { bubbles: true }));
    texte.current.focus();
  }

  return (
    <span className="relative block">
      <Input
        ref={texte}
        id={id}
        name={nom}
        placeholder="jj/mm/aaaa"
        defaultValue={enFrancais(valeur)}
        autoComplete="off"
        aria-invalid={invalide || undefined}
        aria-describedby={decritPar}
        className="pr-9 tabular-nums"
      />
      {vivant ? (
        <>
          <input
            ref={calendrier}
            type="date"
            tabIndex={-1}
            aria-hidden="true"
            onChange={(evenement) => choisir(evenement.target.value)}
            className="pointer-events-none absolute right-0 bottom-0 size-px opacity-0"
          />
          <button
            type="button"
            aria-label="Choisir dans le calendrier"
            aria-controls={id}
            onClick={ouvrir}
            className="absolute top-1/2 right-1 grid size-7 -translate-y-1/2 place-items-center rounded-md text-encre-douce hover:bg-surface-douce print:hidden"
          >
            <CalendarDays aria-hidden="true" className="size-4" />
          </button>
        </>
      ) : null}
    </span>
  );
}
