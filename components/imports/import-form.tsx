"use client";

import { Upload } from "lucide-react";
import { useActionState } from "react";
import { ActionButton } from "@/components/forms/action-button";
import { ActionMessage } from "@/components/forms/action-message";
import { FieldError } from "@/components/forms/field-error";
import type { FormAction } from "@/components/forms/form-action.types";
import { IDLE } from "@/lib/domain/action-state.types";
import { DropZone } from "./drop-zone";

/** Choose or drop a file, then «Importer». */
export function ImportForm({ importRows }: { importRows: FormAction }) {
  const [etat, send, inProgress] = useActionState(importRows, IDLE);
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
