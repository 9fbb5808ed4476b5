"use client";

import { useActionState } from "react";
import { instantParis } from "@/components/dates/instant-paris";
import { MessageAction } from "@/components/formulaire/message-action";
import { REPOS } from "@/lib/services/etat-action.types";
import type { Absent, ActionDepart } from "@/lib/services/surveiller/surveiller.types";
import { FormulaireDepart } from "./formulaire-depart";
import { LienApprenant } from "./lien-apprenant";

type FormulairesDepartProps = { uai: string; absents: readonly Absent[]; declarer: ActionDepart };

/** A question for each one who is missing; the answer is said above the list, since the one it is about leaves it. */
export function FormulairesDepart({ uai, absents, declarer }: FormulairesDepartProps) {
  const [etat, envoyer, enCours] = useActionState(declarer, { ...REPOS, refuse: null });
  return (
    <>
      <MessageAction etat={etat} className="mt-0" />
      {absents.length === 0 ? null : (
        <ul className="divide-y divide-trait rounded-md border border-trait">
          {absents.map((absent) => {
            const refuse = etat.refuse?.dossierId === absent.id ? etat.refuse : null;
            return (
              <li key={absent.id} className="px-4 py-3">
                <p className="flex flex-wrap items-baseline gap-x-3">
                  <LienApprenant uai={uai} id={absent.id} apprenant={absent.apprenant} />
                  <span className="text-encre-douce">
                    {[absent.formation, absent.employeur].filter((t) => t !== "").join(" · ")}
                  </span>
                  <span className="text-dense text-encre-douce tabular-nums">
                    transmis le {instantParis(absent.transmisLe)}
                  </span>
                </p>
                <details open={refuse !== null || undefined}>
                  <summary className="mt-1 inline-flex min-h-6 items-center font-medium text-lien underline underline-offset-4">
                    Dire pourquoi<span className="sr-only"> : {absent.apprenant}</span>
                  </summary>
                  <FormulaireDepart
                    absent={absent}
                    envoyer={envoyer}
                    enCours={enCours}
                    saisi={refuse}
                    erreurs={refuse === null ? {} : (etat.champs ?? {})}
                  />
                </details>
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}
