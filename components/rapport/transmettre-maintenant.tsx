"use client";

import { Send } from "lucide-react";
import Link from "next/link";
import { useActionState } from "react";
import type { ActionFormulaire } from "@/components/formulaire/action-formulaire.types";
import { BoutonAction } from "@/components/formulaire/bouton-action";
import { MessageAction } from "@/components/formulaire/message-action";
import { REPOS } from "@/lib/services/etat-action.types";

type TransmettreMaintenantProps = {
  action: ActionFormulaire;
  cleEnregistree: boolean;
  /** A transmission already runs, started here or by the clock. */
  transmissionEnCours: boolean;
  /** The key's page, for those who may save one. */
  lienCle: string | null;
};

/** The button, why it is closed when it is, and what the transmission answered. */
export function TransmettreMaintenant({
  action,
  cleEnregistree,
  transmissionEnCours,
  lienCle,
}: TransmettreMaintenantProps) {
  const [etat, transmettre, enCours] = useActionState(action, REPOS);
  return (
    <div className="max-sm:w-full sm:max-w-md print:hidden">
      <form action={transmettre} className="flex sm:justify-end">
        <BoutonAction
          enCours={enCours || transmissionEnCours}
          libelleEnCours="Transmission en cours…"
          icone={Send}
          disabled={!cleEnregistree}
          aria-describedby={cleEnregistree ? undefined : "transmettre-impossible"}
        >
          Transmettre maintenant
        </BoutonAction>
      </form>
      {cleEnregistree ? null : (
        <p id="transmettre-impossible" className="mt-1.5 text-dense text-encre-douce sm:text-right">
          Pour transmettre, il faut d'abord enregistrer la clé d'API du TBA.{" "}
          {lienCle === null ? (
            "Demandez-le à un administrateur de l'établissement."
          ) : (
            <Link href={lienCle} className="font-medium text-lien underline underline-offset-4">
              Enregistrer la clé
            </Link>
          )}
        </p>
      )}
      {/* What goes well is told by the transmission itself, live, just below. */}
      {etat.statut === "erreur" ? <MessageAction etat={etat} className="mt-2" /> : null}
    </div>
  );
}
