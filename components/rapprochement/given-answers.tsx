"use client";

import { Undo2 } from "lucide-react";
import { ApprenantLink } from "@/components/a-surveiller/apprenant-link";
import { parisInstant } from "@/components/dates/paris-instant";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import type { FormAction } from "@/components/forms/form-action.types";
import { useFormAction } from "@/components/forms/use-form-action";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { IDLE } from "@/lib/domain/action-state.types";
import type { GivenAnswer } from "@/lib/services/rapprochement/rapprochement.types";

/** `undo`: null for those who may not. */
type GivenAnswersProps = { uai: string; answers: readonly GivenAnswer[]; undo: FormAction | null };

/** What was said of the lines to confirm, each with the way back. It holds for the lists to come. */
export function GivenAnswers({ uai, answers, undo }: GivenAnswersProps) {
  const [state, send, inProgress] = useFormAction(undo ?? (async () => IDLE), IDLE);
  if (answers.length === 0) return <ActionMessage state={state} />;
  return (
    <Card className="print:hidden">
      <CardHeader>
        <CardTitle>Vos réponses</CardTitle>
        <p className="text-encre-douce">Elles valent aussi pour les prochaines listes.</p>
      </CardHeader>
      <CardContent className="space-y-2">
        <ActionMessage state={state} className="mt-0" />
        <ul className="divide-y divide-trait rounded-md border border-trait">
          {answers.map(({ dossierId, person, same, at, by, apprenant }) => (
            <li
              key={`${dossierId} ${person}`}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-2"
            >
              <p>
                <ApprenantLink uai={uai} id={dossierId} apprenant={apprenant} />
                 : {same ? "c'est la même personne que dans la liste" : "ce n'est pas la personne de la liste"}{" "}
                <span className="text-dense text-encre-douce tabular-nums">
                  dit par {by} le {parisInstant(at)}
                </span>
              </p>
              {undo === null ? null : (
                <ActionForm action={send} state={state}>
                  <input type="hidden" name="dossier" value={dossierId} />
                  <input type="hidden" name="personne" value={person} />
                  <ActionButton
                    inProgress={inProgress}
                    busyLabel="Annulation…"
                    icon={Undo2}
                    variant="discreet"
                    size="small"
                  >
                    Annuler
                    <span className="sr-only"> la réponse sur {apprenant}</span>
                  </ActionButton>
                </ActionForm>
              )}
            </li>
          ))}
        </ul>
      </CardContent>
    </Card>
  );
}
