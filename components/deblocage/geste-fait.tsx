"use client";

import { Undo2 } from "lucide-react";
import { useActionState } from "react";
import type { ActionFormulaire } from "@/components/formulaire/action-formulaire.types";
import { BoutonAction } from "@/components/formulaire/bouton-action";
import { MessageAction } from "@/components/formulaire/message-action";
import { nombreDe } from "@/components/rapport/nombre-de";
import { Message } from "@/components/ui/message";
import type { GesteFait as Geste } from "@/lib/services/deblocage/deblocage.types";
import { REPOS } from "@/lib/services/etat-action.types";

/** What was just corrected, and the button that undoes it. `annuler` is null for those who may not, and receives `lot`. */
export function GesteFait({ geste, annuler }: { geste: Geste; annuler: ActionFormulaire }) {
  const [etat, envoyer, enCours] = useActionState(annuler, REPOS);
  const dossiers = nombreDe(geste.dossiers, "dossier corrigé", "dossiers corrigés");
  return (
    <div className="print:hidden">
      {geste.annule ? null : (
        <Message ton="succes">
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <p>
              {geste.titre} : {dossiers}.
            </p>
            <form action={envoyer}>
              <input type="hidden" name="lot" value={geste.lotId} />
              <BoutonAction
                variant="secondaire"
                size="petit"
                enCours={enCours}
                libelleEnCours="Annulation…"
                icone={Undo2}
              >
                Annuler
                <span className="sr-only"> la correction : {geste.titre}</span>
              </BoutonAction>
            </form>
          </div>
        </Message>
      )}
      <MessageAction etat={etat} className="mt-0" />
    </div>
  );
}
