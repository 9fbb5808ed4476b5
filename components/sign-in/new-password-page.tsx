"use client";

import { KeyRound } from "lucide-react";
import { AccountName } from "@/components/forms/account-name";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import type { FormAction } from "@/components/forms/form-action.types";
import { PasswordField } from "@/components/forms/password-field";
import { useFormAction } from "@/components/forms/use-form-action";
import { PageLink } from "@/components/shell/page-link";
import { IDLE } from "@/lib/domain/action-state.types";
import { DoorPage } from "./door-page";

type NewPasswordPageProps = { person: { email: string; name: string } | null; choosePassword: FormAction };

/** A new password, from the link of an e-mail. `person` is null when the link no longer serves. */
export function NewPasswordPage({ person, choosePassword }: NewPasswordPageProps) {
  const [state, send, inProgress] = useFormAction(choosePassword, IDLE, { secret: true });
  if (person === null) {
    return (
      <DoorPage title="Ce lien ne sert plus" help="Il a déjà servi, il a plus d'une heure, ou il est incomplet.">
        <PageLink href="/connexion/mot-de-passe-oublie" className="text-lien underline underline-offset-4">
          Demander un nouveau lien
        </PageLink>
      </DoorPage>
    );
  }
  return (
    <DoorPage title="Nouveau mot de passe" help={`Pour ${person.email}. Vos autres sessions seront fermées.`}>
      <ActionForm action={send} state={state} className="space-y-4">
        <AccountName email={person.email} />
        <PasswordField id="motDePasse" label="Nouveau mot de passe" owner={person} error={state.fields?.password} />
        <ActionButton inProgress={inProgress} busyLabel="Enregistrement…" icon={KeyRound} className="h-10 w-full">
          Choisir ce mot de passe
        </ActionButton>
        <ActionMessage state={state} />
      </ActionForm>
    </DoorPage>
  );
}
