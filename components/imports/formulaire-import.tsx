"use client";

import { Upload } from "lucide-react";
import { useActionState } from "react";
import type { ActionFormulaire } from "@/components/formulaire/action-formulaire.types";
import { BoutonAction } from "@/components/formulaire/bouton-action";
import { MessageAction } from "@/components/formulaire/message-action";
import { ErreurChamp } from "@/components/ui/erreur-champ";
import { REPOS } from "@/lib/services/etat-action.types";
import { ZoneDepot } from "./zone-depot";

/** Choose or drop a file, then «Importer». */
export function FormulaireImport({ importer }: { importer: ActionFormulaire }) {
  const [etat, envoyer, enCours] = useActionState(importer, REPOS);
  return (
    <form action={envoyer}>
      <div className="space-y-3">
        <ZoneDepot description="import-aide" />
        <p id="import-aide" className="text-dense text-encre-douce">
          Fichier xlsx ou csv de 10 Mo au plus : le modèle d'import du TBA, ou l'export de votre logiciel avec les mêmes
          titres de colonnes. Les dossiers déjà connus sont mis à jour, les nouveaux sont ajoutés.
        </p>
        <ErreurChamp id="fichier-erreur" message={etat.champs?.fichier} />
        <BoutonAction enCours={enCours} libelleEnCours="Import en cours…" icone={Upload}>
          Importer
        </BoutonAction>
      </div>
      <MessageAction etat={etat} />
    </form>
  );
}
