"use client";

import { Check, Users } from "lucide-react";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import type { FormAction } from "@/components/forms/form-action.types";
import { useFormAction } from "@/components/forms/use-form-action";
import { IDLE } from "@/lib/domain/action-state.types";

type LineAnswerProps = { rapprochementId: string; rank: number; apprenant: string; name: string; answer: FormAction };

const ANSWERS = [
  { value: "meme", label: "C'est la même personne", icon: Check },
  { value: "autre", label: "Ce sont deux personnes", icon: Users },
] as const;

/** What a line to confirm asks: whether it is the dossier's person. */
export function LineAnswer({ rapprochementId, rank, apprenant, name, answer }: LineAnswerProps) {
  const [state, send, inProgress] = useFormAction(answer, IDLE);
  return (
    <div className="mt-2 space-y-1 print:hidden">
      <div className="flex flex-wrap gap-2">
        {ANSWERS.map(({ value, label, icon }) => (
          <ActionForm key={value} action={send} state={state}>
            <input type="hidden" name="rapprochement" value={rapprochementId} />
            <input type="hidden" name="ligne" value={rank} />
            <input type="hidden" name="reponse" value={value} />
            <ActionButton
              inProgress={inProgress}
              busyLabel="Enregistrement…"
              icon={icon}
              variant="secondary"
              size="small"
            >
              {label}
              <span className="sr-only">
                 : {apprenant} et {name}
              </span>
            </ActionButton>
          </ActionForm>
        ))}
      </div>
      <ActionMessage state={state} />
    </div>
  );
}
