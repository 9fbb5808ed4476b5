"use client";

import { Check, Users } from "lucide-react";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm } from "@/components/forms/action-form";
import type { ActionState } from "@/lib/domain/action-state.types";
import type { DuplicatePair } from "@/lib/services/a-surveiller/a-surveiller.types";

type DuplicateAnswersProps = {
  pair: DuplicatePair;
  sameIdentity: { keep: (data: FormData) => void; chosen: ActionState; choosing: boolean };
  twins: { declare: (data: FormData) => void; declared: ActionState; declaring: boolean };
};

/** The three answers to a possible duplicate: keep one, keep the other, or they are two people. */
export function DuplicateAnswers({ pair: [first, second], sameIdentity, twins }: DuplicateAnswersProps) {
  const choices = [
    { kept: first, dropped: second },
    { kept: second, dropped: first },
  ];
  return (
    <div className="flex flex-wrap gap-2 print:hidden">
      {choices.map(({ kept, dropped }) => (
        <ActionForm key={kept.identifier} action={sameIdentity.keep} state={sameIdentity.chosen}>
          <input type="hidden" name="garde" value={kept.identifier} />
          <input type="hidden" name="ecarte" value={dropped.identifier} />
          <ActionButton
            inProgress={sameIdentity.choosing}
            busyLabel="Enregistrement…"
            icon={Check}
            variant="secondary"
            size="small"
          >
            Garder {kept.identifier}
            <span className="sr-only"> pour {kept.apprenant}</span>
          </ActionButton>
        </ActionForm>
      ))}
      <ActionForm action={twins.declare} state={twins.declared}>
        <input type="hidden" name="premier" value={first.identifier} />
        <input type="hidden" name="second" value={second.identifier} />
        <ActionButton
          inProgress={twins.declaring}
          busyLabel="Enregistrement…"
          icon={Users}
          variant="secondary"
          size="small"
        >
          Ce sont des jumeaux
          <span className="sr-only">
             : {first.apprenant}, {first.identifier} et {second.identifier}
          </span>
        </ActionButton>
      </ActionForm>
    </div>
  );
}
