"use client";

import { PlugZap } from "lucide-react";
import { useActionState } from "react";
import { BoutonAction } from "@/components/formulaire/bouton-action";
import { type ActionFormulaire, ETAT_REPOS } from "@/components/formulaire/etat-action.types";
import { MessageAction } from "@/components/formulaire/message-action";

/** Asks the TBA whether it knows the saved key. */
export function TesterCle({ tester, presente }: { tester: ActionFormulaire; presente: boolean }) {
  const [etat, envoyer, enCours] = useActionState(tester, ETAT_REPOS);
  return (
    <form action={envoyer}>
      <BoutonAction
        variant="secondaire"
        enCours={enCours}
        libelleEnCours="Test en cours…"
        icone={PlugZap}
        disabled={!presente}
        aria-describedby={presente ? undefined : "test-impossible"}
      >
        Tester la clé
      </BoutonAction>
      {presente ? null : (
        <p id="test-impossible" className="mt-2 text-dense text-encre-douce">
          Enregistrez d'abord une clé.
        </p>
      )}
      <MessageAction etat={etat} />
    </form>
  );
}
