"use client";

import { Save } from "lucide-react";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import type { FormAction } from "@/components/forms/form-action.types";
import { useFormAction } from "@/components/forms/use-form-action";
import { IDLE } from "@/lib/domain/action-state.types";
import type { EtablissementSubscriptions, SubscribedPerson } from "@/lib/services/alertes/alertes.types";

type SubscriptionsFormProps = {
  subscriptions: EtablissementSubscriptions;
  /** Null: read only. Receives `person` (ids) and, under each id, the kinds that are ticked. */
  action: FormAction | null;
};

const withoutAction: FormAction = async (previous) => previous;

/** Each person of the établissement, with a box for each kind of e-mail. */
export function SubscriptionsForm({ subscriptions, action }: SubscriptionsFormProps) {
  const [etat, send, inProgress] = useFormAction(action ?? withoutAction, IDLE);
  const { people, choice } = subscriptions;
  if (people.length === 0)
    return <p className="text-encre-douce">Personne n'a encore de rôle dans cet établissement.</p>;
  return (
    <ActionForm action={send} state={etat} className="space-y-4">
      {people.map((person) => (
        <Subscriptions
          // What was saved replaces what the boxes held, whoever saved it.
          key={`${person.id} ${person.kinds.join()}`}
          person={person}
          choice={choice}
          editable={action !== null}
        />
      ))}
      {action === null ? null : (
        <div>
          <ActionButton inProgress={inProgress} busyLabel="Enregistrement…" icon={Save}>
            Mettre à jour les alertes
          </ActionButton>
          <ActionMessage state={etat} />
        </div>
      )}
    </ActionForm>
  );
}

type SubscriptionsProps = {
  person: SubscribedPerson;
  choice: EtablissementSubscriptions["choice"];
  editable: boolean;
};

function Subscriptions({ person: { id, name, role, email, kinds }, choice, editable }: SubscriptionsProps) {
  return (
    <fieldset disabled={!editable} className="min-w-0 rounded-md border border-trait px-4 pt-1 pb-3">
      <legend className="px-1.5 font-medium wrap-anywhere">
        {name} <span className="font-normal text-encre-douce">({[role, email].filter(Boolean).join(", ")})</span>
      </legend>
      <input type="hidden" name="personne" value={id} />
      <ul className="grid gap-x-6 gap-y-1 sm:grid-cols-2">
        {choice.map(({ kind, label }) => (
          <li key={kind}>
            <label className="flex items-start gap-2.5 py-1">
              <input
                type="checkbox"
                name={id}
                value={kind}
                defaultChecked={kinds.includes(kind)}
                className="mt-0.5 size-4 shrink-0 accent-bleu"
              />
              {label}
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
