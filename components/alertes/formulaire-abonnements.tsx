"use client";

import { Save } from "lucide-react";
import { useActionState } from "react";
import type { ActionFormulaire } from "@/components/formulaire/action-formulaire.types";
import { BoutonAction } from "@/components/formulaire/bouton-action";
import { MessageAction } from "@/components/formulaire/message-action";
import type { AbonnementsEtablissement, PersonneAbonnee } from "@/lib/services/alertes/alertes.types";
import { REPOS } from "@/lib/services/etat-action.types";

type FormulaireAbonnementsProps = {
  abonnements: AbonnementsEtablissement;
  /** Null: read only. Receives `personne` (ids) and, under each id, the kinds that are ticked. */
  action: ActionFormulaire | null;
};

const sansAction: ActionFormulaire = async (precedent) => precedent;

/** Each person of the établissement, with a box for each kind of e-mail. */
export function FormulaireAbonnements({ abonnements, action }: FormulaireAbonnementsProps) {
  const [etat, envoyer, enCours] = useActionState(action ?? sansAction, REPOS);
  const { personnes, choix } = abonnements;
  if (personnes.length === 0)
    return <p className="text-encre-douce">Personne n'a encore de rôle dans cet établissement.</p>;
  return (
    <form action={envoyer} className="space-y-4">
      {personnes.map((personne) => (
        <Abonnements
          // What was saved replaces what the boxes held, whoever saved it.
          key={`${personne.id} ${personne.genres.join()}`}
          personne={personne}
          choix={choix}
          modifiable={action !== null}
        />
      ))}
      {action === null ? null : (
        <div>
          <BoutonAction enCours={enCours} libelleEnCours="Enregistrement…" icone={Save}>
            Mettre à jour les alertes
          </BoutonAction>
          <MessageAction etat={etat} />
        </div>
      )}
    </form>
  );
}

type AbonnementsProps = {
  personne: PersonneAbonnee;
  choix: AbonnementsEtablissement["choix"];
  modifiable: boolean;
};

function Abonnements({ personne: { id, nom, role, email, genres }, choix, modifiable }: AbonnementsProps) {
  return (
    <fieldset disabled={!modifiable} className="min-w-0 rounded-md border border-trait px-4 pt-1 pb-3">
      <legend className="px-1.5 font-medium wrap-anywhere">
        {nom} <span className="font-normal text-encre-douce">({[role, email].filter(Boolean).join(", ")})</span>
      </legend>
      <input type="hidden" name="personne" value={id} />
      <ul className="grid gap-x-6 gap-y-1 sm:grid-cols-2">
        {choix.map(({ genre, libelle }) => (
          <li key={genre}>
            <label className="flex items-start gap-2.5 py-1">
              <input
                type="checkbox"
                name={id}
                value={genre}
                defaultChecked={genres.includes(genre)}
                className="mt-0.5 size-4 shrink-0 accent-bleu"
              />
              {libelle}
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
