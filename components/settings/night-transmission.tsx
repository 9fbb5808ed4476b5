"use client";

import { useActionState } from "react";
import { ActionMessage } from "@/components/forms/action-message";
import type { FormAction } from "@/components/forms/form-action.types";
import { cn } from "@/components/ui/cn";
import { IDLE } from "@/lib/domain/action-state.types";

type NightTransmissionProps = {
  active: boolean;
  /** Null for those who may not change it. Receives `active`: «oui» or «non», the wanted state. */
  action: FormAction | null;
};

const withoutAction: FormAction = async (previous) => previous;

/** «Transmission chaque nuit», on or off. */
export function NightTransmission({ active, action }: NightTransmissionProps) {
  const [etat, onChange, inProgress] = useActionState(action ?? withoutAction, IDLE);
  return (
    <form action={onChange} className="px-5 py-4">
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
          aria-busy={inProgress}
          disabled={action === null || inProgress}
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
      <ActionMessage state={etat} />
    </form>
  );
}
