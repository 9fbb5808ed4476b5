"use client";

import { Undo2 } from "lucide-react";
import { parisInstant } from "@/components/dates/paris-instant";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import type { FormAction } from "@/components/forms/form-action.types";
import { useFormAction } from "@/components/forms/use-form-action";
import { IDLE } from "@/lib/domain/action-state.types";
import { frenchDay } from "@/lib/domain/day";
import type { DeclaredDepart } from "@/lib/services/a-surveiller/a-surveiller.types";
import { ApprenantLink } from "./apprenant-link";
import { keptSentence } from "./kept-sentence";
import { reasonLabel } from "./reason-labels";

type DeclaredDepartsProps = {
  uai: string;
  departs: readonly DeclaredDepart[];
  /** How many there are, beyond those. */
  count: number;
  /** Null for those who may only read. */
  undo: FormAction | null;
};

const nothing: FormAction = async (etat) => etat;

/** What staff said of those who left; each can be taken back. */
export function DeclaredDeparts({ uai, departs, count, undo }: DeclaredDepartsProps) {
  const [etat, send, inProgress] = useFormAction(undo ?? nothing, IDLE);
  return (
    <>
      <ActionMessage state={etat} className="mt-0" />
      {departs.length === 0 ? null : (
        <section aria-label="Départs déclarés" className="space-y-2">
          <h3 className="font-semibold">Départs déclarés ({count.toLocaleString("fr-FR")})</h3>
          <ul className="divide-y divide-trait rounded-md border border-trait wrap-anywhere">
            {departs.map(({ id, apprenant, formation, reason, date, at, by, returned, keptExclusion }) => (
              <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-2">
                <div className="min-w-0">
                  <p>
                    <ApprenantLink uai={uai} id={id} apprenant={apprenant} /> · {reasonLabel(reason)}
                    {date === null ? "" : ` le ${frenchDay(date)}`}
                    {returned ? " · revenu dans le dernier fichier" : ""}
                  </p>
                  <p className="text-dense text-encre-douce tabular-nums">
                    {[formation, `dit par ${by} le ${parisInstant(at)}`].filter((t) => t !== "").join(" · ")}
                  </p>
                  {keptExclusion === null ? null : (
                    <p className="max-w-prose text-dense">{keptSentence(keptExclusion)}</p>
                  )}
                </div>
                {undo === null ? null : (
                  <ActionForm action={send} state={etat} className="print:hidden">
                    <input type="hidden" name="dossier" value={id} />
                    <ActionButton
                      inProgress={inProgress}
                      busyLabel="Annulation…"
                      icon={Undo2}
                      variant="secondary"
                      size="small"
                    >
                      Annuler<span className="sr-only"> le départ : {apprenant}</span>
                    </ActionButton>
                  </ActionForm>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
