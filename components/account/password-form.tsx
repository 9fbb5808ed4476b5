"use client";

import { parisInstant } from "@/components/dates/paris-instant";
import { AccountName } from "@/components/forms/account-name";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import { CurrentPassword } from "@/components/forms/current-password";
import type { FormAction } from "@/components/forms/form-action.types";
import { PasswordField } from "@/components/forms/password-field";
import { useFormAction } from "@/components/forms/use-form-action";
import { IDLE } from "@/lib/domain/action-state.types";
import type { Account } from "@/lib/services/users/users.types";

/** The old password, then the new one. */
export function PasswordForm({ account, changePassword }: { account: Account; changePassword: FormAction }) {
  const [state, send, inProgress] = useFormAction(changePassword, IDLE, { secret: true });
  const { fields = {} } = state;
  return (
    <ActionForm action={send} state={state} className="max-w-md space-y-4">
      {account.passwordChangedAt === null ? null : (
        <p className="text-dense text-encre-douce">Choisi le {parisInstant(account.passwordChangedAt)}.</p>
      )}
      {account.hasPassword ? (
        <CurrentPassword email={account.email} error={fields.current} />
      ) : (
        <AccountName email={account.email} />
      )}
      <PasswordField id="motDePasse" label="Nouveau mot de passe" owner={account} error={fields.password} />
      <ActionButton inProgress={inProgress} busyLabel="Changement…">
        Changer le mot de passe
      </ActionButton>
      <ActionMessage state={state} />
    </ActionForm>
  );
}
