"use client";

import { useActionState } from "react";
import type { ActionFormulaire } from "@/components/formulaire/action-formulaire.types";
import { MessageAction } from "@/components/formulaire/message-action";
import { cn } from "@/components/ui/cn";
import { REPOS } from "@/lib/services/etat-action.types";

type TransmissionNuitProps = {
  active: boolean;
  /** Null for those who may not change it. Receives `active`: «oui» or «non», the wanted state. */
  action: ActionFormulaire | null;
};

const sansAction: ActionFormulaire = async (precedent) => precedent;

/** «Transmission chaque nuit», on or off. */
export function TransmissionNuit({ active, action }: TransmissionNuitProps) {
  const [etat, changer, enCours] = useActionState(action ?? sansAction, REPOS);
  return (
    <form action={changer} className="px-5 py-4">
      <div className="flex items-start justify-between gap-4">
        <div>
          <h2 id="transmission-nuit" className="text-base font-semibold">
            Transmission chaque nuit
          </h2>
          <p id="transmission-nuit-aide" className="text-encre-douce">
            Chaque nuit, tous les dossiers valides sont transmis au TBA. Les autres attendent d'être corrigés.
          </p>
        </div>
        <button
          type="submit"
          role="switch"
          name="active"
          value={active ? "non" : "oui"}
          aria-checked={active}
          aria-labelledby="transmission-nuit"
          aria-describedby="transmission-nuit-aide"
          aria-busy={enCours}
          disabled={action === null || enCours}
          className="inline-flex shrink-0 items-center gap-2.5 rounded-md p-1 text-sm font-medium disabled:cursor-not-allowed disabled:opacity-70"
        >
          <span aria-hidden="true">{active ? "Activée" : "Désactivée"}</span>
          <span
            aria-hidden="true"
            className={cn(
              "inline-flex h-6 w-11 items-center rounded-full border p-0.5 transition-colors",
              active ? "border-bleu bg-bleu" : "border-trait-fort bg-surface-douce",
            )}
          >
            <span
              className={cn(
                "size-4.5 rounded-full transition-transform",
                active ? "translate-x-5 bg-sur-bleu" : "bg-trait-fort",
              )}
            />
          </span>
        </button>
      </div>
      <MessageAction etat={etat} />
    </form>
  );
}
