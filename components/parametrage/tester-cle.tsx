"use client";

import { PlugZap } from "lucide-react";
import { useActionState } from "react";
import type { ActionFormulaire } from "@/components/formulaire/action-formulaire.types";
import { BoutonAction } from "@/components/formulaire/bouton-action";
import { MessageAction } from "@/components/formulaire/message-action";
import { REPOS } from "@/lib/services/etat-action.types";

/** Asks the TBA whether it knows the saved key. */
export function TesterCle({ tester, presente }: { tester: ActionFormulaire; presente: boolean }) {
  const [etat, envoyer, enCours] = useActionState(tester, REPOS);
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
