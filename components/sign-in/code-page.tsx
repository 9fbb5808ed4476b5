"use client";

import { LogIn } from "lucide-react";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import type { FormAction } from "@/components/forms/form-action.types";
import { TextField } from "@/components/forms/text-field";
import { useFormAction } from "@/components/forms/use-form-action";
import { SignOutForm } from "@/components/shell/sign-out-form";
import { Button } from "@/components/ui/button";
import { IDLE } from "@/lib/domain/action-state.types";
import { DoorPage } from "./door-page";

type CodePageProps = { sendCode: FormAction; signOut: FormAction; next: string };

/** The second factor, after the password or the provider. */
export function CodePage({ sendCode, signOut, next }: CodePageProps) {
  const [state, send, inProgress] = useFormAction(sendCode, IDLE, { secret: true });
  return (
    <DoorPage
      title="Code de connexion"
      help="Ouvrez votre application d'authentification et recopiez le code de Passerelle TBA."
      foot="Téléphone perdu ? Tapez un de vos codes de secours."
    >
      <ActionForm action={send} state={state} className="space-y-4">
        <input type="hidden" name="suite" value={next} />
        <TextField
          id="code"
          label="Code à 6 chiffres, ou code de secours"
          autoComplete="one-time-code"
          required
          maxLength={20}
          className="h-10"
        />
        <ActionButton inProgress={inProgress} busyLabel="Vérification…" icon={LogIn} className="h-10 w-full">
          Entrer
        </ActionButton>
        <ActionMessage state={state} />
      </ActionForm>
      <SignOutForm signOut={signOut}>
        <Button type="submit" variant="secondary" className="h-10 w-full">
          Se connecter avec un autre compte
        </Button>
      </SignOutForm>
    </DoorPage>
  );
}
