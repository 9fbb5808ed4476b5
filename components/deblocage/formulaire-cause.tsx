"use client";

import { Check, Eye, Sparkles } from "lucide-react";
import { useActionState, useState } from "react";
import { BoutonAction } from "@/components/formulaire/bouton-action";
import { MessageAction } from "@/components/formulaire/message-action";
import { nombreDe } from "@/components/rapport/nombre-de";
import { Button } from "@/components/ui/button";
import { DEBLOCAGE_AU_REPOS, type DetailCause, type EtatDeblocage } from "@/lib/services/deblocage/deblocage.types";
import { EffetCorrection } from "./effet-correction";
import { SaisiesCause } from "./saisies-cause";

export type ActionDeblocage = (precedent: EtatDeblocage, donnees: FormData) => Promise<EtatDeblocage>;

type FormulaireCauseProps = Pick<DetailCause, "champ" | "repartition" | "groupes"> & { corriger: ActionDeblocage };

/** Type or take values, «Voir l'effet», «Appliquer». What was changed after it was shown is shown again before it is applied. */
export function FormulaireCause({ corriger, champ, repartition, groupes }: FormulaireCauseProps) {
  const [etat, envoyer, enCours] = useActionState(corriger, DEBLOCAGE_AU_REPOS);
  const [modifie, noterModifie] = useState<EtatDeblocage | null>(null);
  const apercu = modifie === etat ? null : etat.apercu;
  const plusieursSuggestions = groupes.filter((g) => g.suggestions.length > 0).length > 1;
  return (
    <form action={envoyer} onInput={() => noterModifie(etat)} className="space-y-4">
      {/* The first button is the one that Enter presses: without this one it would take a suggestion. */}
      <button type="submit" name="intention" value="apercu" tabIndex={-1} aria-hidden="true" className="sr-only" />
      <input type="hidden" name="vu" value={etat.vu} />
      <SaisiesCause champ={champ} repartition={repartition} groupes={groupes} etat={etat} enCours={enCours} />
      <div>
        <div className="flex flex-wrap gap-2">
          <BoutonAction
            name="intention"
            value="apercu"
            variant={apercu === null ? "primaire" : "secondaire"}
            enCours={enCours}
            libelleEnCours="Calcul en cours…"
            icone={Eye}
          >
            Voir l'effet
          </BoutonAction>
          {plusieursSuggestions ? (
            <Button type="submit" name="prendre" value="tout" variant="secondaire" disabled={enCours}>
              <Sparkles aria-hidden="true" />
              Prendre toutes les valeurs proposées
            </Button>
          ) : null}
        </div>
        <MessageAction etat={etat} />
        <div aria-live="polite">
          {apercu === null ? null : (
            <section aria-label="Effet de la correction" className="mt-3 rounded-md border border-bleu-trait p-4">
              <EffetCorrection apercu={apercu}>
                <BoutonAction
                  name="intention"
                  value="appliquer"
                  enCours={enCours}
                  libelleEnCours="Enregistrement…"
                  icone={Check}
                >
                  Appliquer à {nombreDe(apercu.corriges, "dossier")}
                </BoutonAction>
              </EffetCorrection>
            </section>
          )}
        </div>
      </div>
    </form>
  );
}
