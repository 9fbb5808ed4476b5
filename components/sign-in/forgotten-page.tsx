"use client";

import { Mail } from "lucide-react";
import { useState } from "react";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import type { FormAction } from "@/components/forms/form-action.types";
import { TextField } from "@/components/forms/text-field";
import { useFormAction } from "@/components/forms/use-form-action";
import { PageLink } from "@/components/shell/page-link";
import { IDLE } from "@/lib/domain/action-state.types";
import { DoorPage } from "./door-page";

/** A forgotten password. `byEmail` is false where no mail server is configured. */
export function ForgottenPage({ askLink, byEmail }: { askLink: FormAction; byEmail: boolean }) {
  const [state, send, inProgress] = useFormAction(askLink, IDLE);
  const [email, setEmail] = useState("");
  return (
    <DoorPage
      title="Mot de passe oublié"
      help={
        byEmail
          ? "Écrivez l'adresse de votre compte : un lien pour choisir un nouveau mot de passe vous sera envoyé."
          : "Ici, aucun e-mail ne peut être envoyé : demandez un lien à l'hébergeur de Passerelle TBA, que votre administrateur connaît. Lui seul peut le donner."
      }
      foot={
        <PageLink href="/connexion" className="text-lien underline underline-offset-4">
          Revenir à la connexion
        </PageLink>
      }
    >
      {byEmail ? (
        <ActionForm action={send} state={state} className="space-y-4">
          <TextField
            id="email"
            label="Adresse e-mail"
            type="email"
            autoComplete="username"
            required
            maxLength={200}
            value={email}
            onChange={(event) => setEmail(event.target.value)}
            className="h-10"
          />
          <ActionButton inProgress={inProgress} busyLabel="Envoi…" icon={Mail} className="h-10 w-full">
            Recevoir un lien
          </ActionButton>
          <ActionMessage state={state} />
        </ActionForm>
      ) : null}
    </DoorPage>
  );
}
