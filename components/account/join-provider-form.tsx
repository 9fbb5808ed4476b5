"use client";

import { ActionButton } from "@/components/forms/action-button";
import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import { CurrentPassword } from "@/components/forms/current-password";
import { useFormAction } from "@/components/forms/use-form-action";
import { buttonVariants } from "@/components/ui/button-variants";
import { IDLE } from "@/lib/domain/action-state.types";
import type { Account, JoinState } from "@/lib/services/users/users.types";

export type JoinAction = (previous: JoinState, data: FormData) => Promise<JoinState>;

type JoinProviderFormProps = { name: string; account: Pick<Account, "email" | "hasPassword">; join: JoinAction };

/** The way to come in by the identity provider: one's password, then its page. */
export function JoinProviderForm({ name, account, join }: JoinProviderFormProps) {
  const [state, send, inProgress] = useFormAction(join, { ...IDLE, href: null }, { secret: true });
  return (
    <div className="max-w-md space-y-3">
      <p>Reliez votre compte à {name} pour entrer sans mot de passe.</p>
      {state.href === null ? (
        <ActionForm action={send} state={state} className="space-y-4">
          {account.hasPassword ? (
            <CurrentPassword id="actuel-fournisseur" email={account.email} error={state.fields?.current} />
          ) : null}
          <ActionButton inProgress={inProgress} busyLabel="Vérification…" variant="secondary">
            Relier mon compte à {name}
          </ActionButton>
          <ActionMessage state={state} />
        </ActionForm>
      ) : (
        <>
          <ActionMessage state={state} />
          <a href={state.href} className={buttonVariants()}>
            Continuer chez {name}
          </a>
        </>
      )}
    </div>
  );
}
