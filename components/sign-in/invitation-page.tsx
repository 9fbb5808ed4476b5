"use client";

import { LogIn } from "lucide-react";
import { useState } from "react";
import { AccountName } from "@/components/forms/account-name";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import type { FormAction } from "@/components/forms/form-action.types";
import { PasswordField } from "@/components/forms/password-field";
import { TextField } from "@/components/forms/text-field";
import { useFormAction } from "@/components/forms/use-form-action";
import { PageLink } from "@/components/shell/page-link";
import { SignOutForm } from "@/components/shell/sign-out-form";
import { Button } from "@/components/ui/button";
import { buttonVariants } from "@/components/ui/button-variants";
import { IDLE } from "@/lib/domain/action-state.types";
import type { OpenInvitation } from "@/lib/services/users/users.types";
import { DoorPage } from "./door-page";

type InvitationPageProps = {
  invitation: OpenInvitation | null;
  accept: FormAction;
  /** The e-mail of who is signed in in this browser, null for nobody. */
  signedInAs: string | null;
  /** Signs them out, and leads back here as somebody else. */
  leave: FormAction;
};

const SIGN_IN = "/connexion?callbackUrl=%2Fconnexion%2Finvitation";

/** An invitation: who has no account chooses a password, the others only accept. Null when it no longer serves. */
export function InvitationPage({ invitation, accept, signedInAs, leave }: InvitationPageProps) {
  const [state, send, inProgress] = useFormAction(accept, IDLE, { secret: true });
  const [name, setName] = useState(invitation?.name ?? "");
  if (invitation === null) {
    return (
      <DoorPage
        title="Cette invitation ne sert plus"
        help="Elle a déjà servi, a été retirée, a plus de 72 heures, ou son lien est incomplet. Si votre accès est ouvert, connectez-vous ; sinon, demandez-en une nouvelle à un administrateur de l'établissement."
      >
        <PageLink href="/connexion" className={buttonVariants({ variant: "secondary" })}>
          {signedInAs === null ? "Se connecter" : "Revenir à l'accueil"}
        </PageLink>
      </DoorPage>
    );
  }
  const { email, etablissement, step } = invitation;
  return (
    <DoorPage
      title="Bienvenue"
      help={
        <>
          {etablissement === null ? "Votre accès à Passerelle TBA" : `Vous êtes invité à rejoindre ${etablissement}`},
          avec l'adresse {email}.
        </>
      }
    >
      {step === "sign-in" && signedInAs !== null ? (
        <>
          <p className="wrap-anywhere">
            Cette adresse a déjà un compte, et vous êtes ici avec une autre : {signedInAs}. Déconnectez-vous, puis
            connectez-vous avec {email} pour accepter l'invitation.
          </p>
          <SignOutForm signOut={leave}>
            <Button type="submit">Se déconnecter</Button>
          </SignOutForm>
        </>
      ) : step === "sign-in" ? (
        <>
          <p>Cette adresse a déjà un compte : connectez-vous avec lui, puis acceptez l'invitation ici.</p>
          <PageLink href={SIGN_IN} className={buttonVariants()}>
            Se connecter
          </PageLink>
        </>
      ) : (
        <ActionForm action={send} state={state} className="space-y-4">
          {step === "accept" ? (
            <p>Vous avez déjà un compte : votre mot de passe ne change pas.</p>
          ) : (
            <>
              <AccountName email={email} />
              <TextField
                id="nom"
                label="Votre nom"
                autoComplete="name"
                required
                maxLength={100}
                value={name}
                onChange={(event) => setName(event.target.value)}
                className="h-10"
              />
              <PasswordField
                id="motDePasse"
                label="Choisissez un mot de passe"
                owner={{ email, name }}
                error={state.fields?.password}
              />
            </>
          )}
          <ActionButton inProgress={inProgress} busyLabel="Ouverture…" icon={LogIn} className="h-10 w-full">
            {step === "accept" ? "Accepter l'invitation" : "Ouvrir mon accès"}
          </ActionButton>
          <ActionMessage state={state} />
        </ActionForm>
      )}
    </DoorPage>
  );
}
