"use client";

import { LogIn } from "lucide-react";
import { useActionState } from "react";
import { ActionButton } from "@/components/forms/action-button";
import { ActionMessage } from "@/components/forms/action-message";
import type { FormAction } from "@/components/forms/form-action.types";
import { TextField } from "@/components/forms/text-field";
import { IDLE } from "@/lib/domain/action-state.types";
import { DoorPage } from "./door-page";

/** The second factor, after the password. */
export function CodePage({ sendCode, next }: { sendCode: FormAction; next: string }) {
  const [state, send, inProgress] = useActionState(sendCode, IDLE);
  return (
    <DoorPage
      title="Code de connexion"
      help="Ouvrez votre application d'authentification et recopiez le code de Passerelle TBA."
      foot="Téléphone perdu ? Tapez un de vos codes de secours."
    >
      <form action={send} className="space-y-4">
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
      </form>
    </DoorPage>
  );
}
