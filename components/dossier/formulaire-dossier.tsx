"use client";

import { ChevronsRight, Save } from "lucide-react";
import { useActionState, useEffect, useId, useRef, useState } from "react";
import type { ActionFormulaire } from "@/components/formulaire/action-formulaire.types";
import { BoutonAction } from "@/components/formulaire/bouton-action";
import { MessageAction } from "@/components/formulaire/message-action";
import type { ActionDossier } from "@/lib/services/dossier/dossier.types";
import { REPOS } from "@/lib/services/etat-action.types";
import { ChampDossier, estFige } from "./champ-dossier";
import { ChampLu } from "./champ-lu";
import { GroupeChamps } from "./groupe-champs";
import type { GroupeDossier } from "./groupes-dossier";

type FormulaireDossierProps = {
  groupes: readonly GroupeDossier[];
  version: string;
  /** True when there is a next dossier to go to. */
  suite: boolean;
  enregistrer: ActionDossier;
  /** Gives the software's value back to the field `retablir`. */
  retablir: ActionFormulaire;
};

/** All the fields of a dossier, in one form. What is refused stays as it was typed, with the reason at its field. */
export function FormulaireDossier({ groupes, version, suite, enregistrer, retablir }: FormulaireDossierProps) {
  const [etat, envoyer, enCours] = useActionState(enregistrer, { ...REPOS, saisies: {}, conflits: [] });
  const [retabli, envoyerRetablir] = useActionState(retablir, REPOS);
  // Of two answers, only the last one is news.
  const [dernier, noter] = useState<"envoi" | "retabli">("envoi");
  const formulaire = useRef<HTMLFormElement>(null);
  const idRetablir = useId();

  // A long page: the eye must land on what stops it.
  useEffect(() => {
    noter("envoi");
    if (etat.statut !== "erreur") return;
    const fautif = formulaire.current?.querySelector<HTMLElement>("[aria-invalid=true], fieldset input:checked");
    fautif?.focus();
  }, [etat]);

  useEffect(() => {
    if (retabli.statut !== "repos") noter("retabli");
  }, [retabli]);

  const conflits = new Map(etat.conflits.map((c) => [c.champ, c]));
  return (
    <>
      <form id={idRetablir} action={envoyerRetablir}>
        <input type="hidden" name="version" value={version} />
      </form>
      <form ref={formulaire} action={envoyer} data-dossier="" className="space-y-4">
        <input type="hidden" name="version" value={version} />
        {groupes.map((groupe) => (
          <GroupeChamps
            key={groupe.groupe}
            groupe={groupe}
            force={groupe.champs.some((c) => etat.champs?.[c.cle] !== undefined || conflits.has(c.cle))}
          >
            {groupe.champs.map((champ) =>
              estFige(champ.cle) ? (
                <ChampLu key={champ.cle} champ={champ} />
              ) : (
                <ChampDossier
                  key={champ.cle}
                  champ={champ}
                  saisi={etat.saisies[champ.cle]}
                  erreur={etat.champs?.[champ.cle]}
                  conflit={conflits.get(champ.cle)}
                  formulaireRetablir={idRetablir}
                />
              ),
            )}
          </GroupeChamps>
        ))}
        <div className="sticky bottom-0 z-10 -mx-1 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-t-lg border border-trait bg-surface px-4 py-3 shadow-bulle print:hidden">
          <BoutonAction enCours={enCours} libelleEnCours="Enregistrement…" icone={Save}>
            Enregistrer
          </BoutonAction>
          {suite ? (
            <BoutonAction
              enCours={enCours}
              libelleEnCours="Enregistrement…"
              icone={ChevronsRight}
              variant="secondaire"
              name="suite"
              value="suivant"
            >
              Enregistrer et passer au suivant
            </BoutonAction>
          ) : null}
          <MessageAction etat={dernier === "retabli" || etat.message === "" ? retabli : etat} className="mt-0 py-1.5" />
        </div>
      </form>
    </>
  );
}
