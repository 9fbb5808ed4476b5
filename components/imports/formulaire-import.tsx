"use client";

import { Upload } from "lucide-react";
import { useActionState } from "react";
import type { FormAction } from "@/components/formulaire/action-formulaire.types";
import { ActionButton } from "@/components/formulaire/bouton-action";
import { ActionMessage } from "@/components/formulaire/message-action";
import { FieldError } from "@/components/ui/erreur-champ";
import { IDLE } from "@/lib/domain/action-state.types";
import { DropZone } from "./zone-depot";

/** Choose or drop a file, then «Importer». */
export function ImportForm({ onImport }: { onImport: FormAction }) {
  const [etat, send, inProgress] = useActionState(onImport, IDLE);
  return (
    <form action={send}>
      <div className="space-y-3">
        <DropZone description="import-aide" />
        <p id="import-aide" className="text-dense text-encre-douce">
          Fichier xlsx ou csv de 10 Mo au plus : le modèle d'import du TBA, ou l'export de votre logiciel avec les mêmes
          titres de colonnes. Les dossiers déjà connus sont mis à jour, les nouveaux sont ajoutés.
        </p>
        <FieldError id="fichier-erreur" message={etat.fields?.file} />
        <ActionButton inProgress={inProgress} busyLabel="Import en cours…" icon={Upload}>
          Importer
        </ActionButton>
      </div>
      <ActionMessage state={etat} />
    </form>
  );
}
