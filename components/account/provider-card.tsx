"use client";

import { parisInstant } from "@/components/dates/paris-instant";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import type { FormAction } from "@/components/forms/form-action.types";
import { useFormAction } from "@/components/forms/use-form-action";
import { IDLE } from "@/lib/domain/action-state.types";
import type { Account } from "@/lib/services/users/users.types";
import { type JoinAction, JoinProviderForm } from "./join-provider-form";

/** `since`: when the account was joined to it, null when it is not. */
export type AccountProvider = { name: string; since: string | null };

type ProviderCardProps = {
  provider: AccountProvider;
  account: Pick<Account, "email" | "hasPassword">;
  join: JoinAction;
  leave: FormAction;
};

/** The identity provider: the way to come in by it, or since when one may and how to put an end to it. */
export function ProviderCard({ provider: { name, since }, account, join, leave }: ProviderCardProps) {
  const [state, send, inProgress] = useFormAction(leave, IDLE);
  return (
    <div className="space-y-3">
      {since === null ? (
        <JoinProviderForm name={name} account={account} join={join} />
      ) : (
        <>
          <p>
            Votre compte est relié depuis le {parisInstant(since)}. Si ce n'est pas vous, ne le laissez pas ainsi : qui
            l'a relié entre à votre place.
          </p>
          <ActionForm action={send} state={state}>
            <ActionButton inProgress={inProgress} busyLabel="En cours…" variant="secondary">
              Ne plus entrer par {name}
            </ActionButton>
          </ActionForm>
        </>
      )}
      <ActionMessage state={state} />
    </div>
  );
}
