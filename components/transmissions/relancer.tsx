"use client";

import { RotateCw } from "lucide-react";
import { useActionState } from "react";
import { instantParis } from "@/components/dates/instant-paris";
import type { ActionFormulaire } from "@/components/formulaire/action-formulaire.types";
import { BoutonAction } from "@/components/formulaire/bouton-action";
import { MessageAction } from "@/components/formulaire/message-action";
import { nombreDe } from "@/components/rapport/nombre-de";
import { Card } from "@/components/ui/card";
import { REPOS } from "@/lib/services/etat-action.types";
import type { BilanTransmission, EtatFile } from "@/lib/services/transmission/transmission.types";

type RelancerProps = { action: ActionFormulaire; bilan: BilanTransmission | null; file: EtatFile };

/** «Relancer»: sends what the last run left. Nothing when it left nothing, or while one is under way. */
export function Relancer({ action, bilan, file }: RelancerProps) {
  const [etat, relancer, enCours] = useActionState(action, REPOS);
  if (bilan === null || bilan.etat === "en-cours" || bilan.nonEnvoyes === 0) return null;
  if (file.genre === "attente" || file.genre === "en-cours") return null;
  return (
    <Card className="flex flex-wrap items-center justify-between gap-3 px-4 py-3 print:hidden">
      <p>
        La dernière transmission a laissé <strong>{nombreDe(bilan.nonEnvoyes, "dossier")}</strong>.{" "}
        {file.genre === "prevue"
          ? `Nouvel essai prévu le ${instantParis(file.le)} : inutile d'attendre si le TBA est revenu.`
          : "Ils partiront la nuit prochaine, ou tout de suite si vous relancez."}
      </p>
      <form action={relancer}>
        <input type="hidden" name="reprise" value="oui" />
        <BoutonAction enCours={enCours} libelleEnCours="Relance…" icone={RotateCw}>
          Relancer
        </BoutonAction>
      </form>
      <MessageAction etat={etat} className="w-full" />
    </Card>
  );
}
