"use client";

import { Check, Eye, Sparkles } from "lucide-react";
import { useEffect, useState } from "react";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import { useFormAction } from "@/components/forms/use-form-action";
import { announce } from "@/components/shell/announce";
import { Button } from "@/components/ui/button";
import { plural } from "@/lib/domain/plural";
import { type CauseDetail, DEBLOCAGE_IDLE, type DeblocageState } from "@/lib/services/deblocage/deblocage.types";
import { CauseInputs } from "./cause-inputs";
import { CorrectionEffect, effectSentence } from "./correction-effect";

export type DeblocageAction = (previous: DeblocageState, data: FormData) => Promise<DeblocageState>;

type CauseFormProps = Pick<CauseDetail, "champ" | "grouping" | "groups"> & {
  dossiers: number;
  correct: DeblocageAction;
};

/** Type or take values, «Voir l'effet», «Appliquer». What was changed after it was shown is shown again before it is applied. */
export function CauseForm({ correct, champ, grouping, groups, dossiers }: CauseFormProps) {
  const [etat, send, inProgress] = useFormAction(correct, DEBLOCAGE_IDLE);
  const [modified, setModified] = useState<DeblocageState | null>(null);
  // What it comes to, without the list of the dossiers.
  useEffect(() => {
    if (etat.preview !== null && etat.message === "") announce(effectSentence(etat.preview));
  }, [etat]);
  const preview = modified === etat ? null : etat.preview;
  const severalSuggestions = groups.filter((g) => g.suggestions.length > 0).length > 1;
  return (
    <ActionForm action={send} state={etat} onInput={() => setModified(etat)} className="space-y-4">
      {/* The first button is the one that Enter presses: without this one it would take a suggestion. */}
      <button type="submit" name="intention" value="apercu" tabIndex={-1} aria-hidden="true" className="sr-only" />
      <input type="hidden" name="vu" value={etat.seen} />
      <CauseInputs
        champ={champ}
        grouping={grouping}
        groups={groups}
        dossiers={dossiers}
        etat={etat}
        inProgress={inProgress}
      />
      <div>
        <div className="flex flex-wrap gap-2">
          <ActionButton
            name="intention"
            value="apercu"
            variant={preview === null ? "primary" : "secondary"}
            inProgress={inProgress}
            busyLabel="Calcul en cours…"
            icon={Eye}
          >
            Voir l'effet
          </ActionButton>
          {severalSuggestions ? (
            <Button
              type="submit"
              name="prendre"
              value="tout"
              variant="secondary"
              aria-disabled={inProgress || undefined}
            >
              <Sparkles aria-hidden="true" />
              Prendre toutes les valeurs proposées
            </Button>
          ) : null}
        </div>
        <ActionMessage state={etat} />
        {preview === null ? null : (
          <section aria-label="Effet de la correction" className="mt-3 rounded-md border border-bleu-trait p-4">
            <CorrectionEffect preview={preview}>
              <ActionButton
                name="intention"
                value="appliquer"
                inProgress={inProgress}
                busyLabel="Enregistrement…"
                icon={Check}
              >
                Appliquer à {plural(preview.corrected, "dossier")}
              </ActionButton>
            </CorrectionEffect>
          </section>
        )}
      </div>
    </ActionForm>
  );
}
