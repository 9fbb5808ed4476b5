"use client";

import { useActionState } from "react";
import { parisInstant } from "@/components/dates/paris-instant";
import { ActionButton } from "@/components/forms/action-button";
import { ActionMessage } from "@/components/forms/action-message";
import type { FormAction } from "@/components/forms/form-action.types";
import { PasswordField } from "@/components/forms/password-field";
import { TextField } from "@/components/forms/text-field";
import { IDLE } from "@/lib/domain/action-state.types";
import type { Account } from "@/lib/services/users/users.types";

/** The old password, then the new one. */
export function PasswordForm({ account, changePassword }: { account: Account; changePassword: FormAction }) {
  const [state, send, inProgress] = useActionState(changePassword, IDLE);
  const { fields = {} } = state;
  return (
    <form action={send} className="max-w-md space-y-4">
      {account.passwordChangedAt === null ? null : (
        <p className="text-dense text-encre-douce">Choisi le {parisInstant(account.passwordChangedAt)}.</p>
      )}
      <input type="hidden" name="identifiant" autoComplete="username" value={account.email} />
      {account.hasPassword ? (
        <TextField
          id="actuel"
          label="Mot de passe actuel"
          type="password"
          autoComplete="current-password"
          required
          error={fields.current}
          className="h-10"
        />
      ) : null}
      <PasswordField id="motDePasse" label="Nouveau mot de passe" owner={account} error={fields.password} />
      <ActionButton inProgress={inProgress} busyLabel="Changement…">
        Changer le mot de passe
      </ActionButton>
      <ActionMessage state={state} />
    </form>
  );
}
