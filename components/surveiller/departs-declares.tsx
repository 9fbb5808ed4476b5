"use client";

import { Undo2 } from "lucide-react";
import { useActionState } from "react";
import { instantParis } from "@/components/dates/instant-paris";
import type { ActionFormulaire } from "@/components/formulaire/action-formulaire.types";
import { BoutonAction } from "@/components/formulaire/bouton-action";
import { MessageAction } from "@/components/formulaire/message-action";
import { jourFrancais } from "@/lib/dossier/jour";
import { REPOS } from "@/lib/services/etat-action.types";
import type { DepartDeclare } from "@/lib/services/surveiller/surveiller.types";
import { libelleRaison } from "./libelles-raisons";
import { LienApprenant } from "./lien-apprenant";

type DepartsDeclaresProps = {
  uai: string;
  departs: readonly DepartDeclare[];
  /** Null for those who may only read. */
  annuler: ActionFormulaire | null;
};

const rien: ActionFormulaire = async (etat) => etat;

/** What staff said of those who left; each can be taken back. */
export function DepartsDeclares({ uai, departs, annuler }: DepartsDeclaresProps) {
  const [etat, envoyer, enCours] = useActionState(annuler ?? rien, REPOS);
  return (
    <>
      <MessageAction etat={etat} className="mt-0" />
      {departs.length === 0 ? null : (
        <section aria-label="Départs déclarés" className="space-y-2">
          <h3 className="font-semibold">Départs déclarés ({departs.length})</h3>
          <ul className="divide-y divide-trait rounded-md border border-trait">
            {departs.map(({ id, apprenant, formation, raison, date, le, par, revenu }) => (
              <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-2">
                <div className="min-w-0">
                  <p>
                    <LienApprenant uai={uai} id={id} apprenant={apprenant} /> · {libelleRaison(raison)}
                    {date === null ? "" : ` le ${jourFrancais(date)}`}
                    {revenu ? " · revenu dans le dernier fichier" : ""}
                  </p>
                  <p className="text-dense text-encre-douce tabular-nums">
                    {[formation, `dit par ${par} le ${instantParis(le)}`].filter((t) => t !== "").join(" · ")}
                  </p>
                </div>
                {annuler === null ? null : (
                  <form action={envoyer} className="print:hidden">
                    <input type="hidden" name="dossier" value={id} />
                    <BoutonAction
                      enCours={enCours}
                      libelleEnCours="Annulation…"
                      icone={Undo2}
                      variant="secondaire"
                      size="petit"
                    >
                      Annuler<span className="sr-only"> le départ : {apprenant}</span>
                    </BoutonAction>
                  </form>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
