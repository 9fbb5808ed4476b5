"use client";

import { Undo2 } from "lucide-react";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import type { FormAction } from "@/components/forms/form-action.types";
import { useFormAction } from "@/components/forms/use-form-action";
import { Message } from "@/components/shell/message";
import { Told } from "@/components/shell/told";
import { IDLE } from "@/lib/domain/action-state.types";
import { formatSirets } from "@/lib/domain/format-siret";
import { plural } from "@/lib/domain/plural";
import type { ChangeSetSummary } from "@/lib/services/dossiers/corrections/change-set.types";

/** What was just corrected, and the button that undoes it. */
export function ChangeSetDone({ changeSet, undo }: { changeSet: ChangeSetSummary; undo: FormAction }) {
  const [etat, send, inProgress] = useFormAction(undo, IDLE);
  const title = formatSirets(changeSet.title);
  const dossiers = plural(changeSet.dossiers, "dossier corrigé", "dossiers corrigés");
  return (
    <Told sentence={changeSet.undone ? "" : `${title} : ${dossiers}.`} className="outline-none print:hidden">
      {changeSet.undone ? null : (
        <Message tone="success">
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <p>
              {title} : {dossiers}. Corrigez aussi dans votre logiciel : en attendant, Passerelle garde votre valeur.
            </p>
            <ActionForm action={send} state={etat}>
              <input type="hidden" name="lot" value={changeSet.changeSetId} />
              <ActionButton
                variant="secondary"
                size="small"
                inProgress={inProgress}
                busyLabel="Annulation…"
                icon={Undo2}
              >
                Annuler
                <span className="sr-only"> la correction : {title}</span>
              </ActionButton>
            </ActionForm>
          </div>
        </Message>
      )}
      <ActionMessage state={etat} className="mt-0" />
    </Told>
  );
}
