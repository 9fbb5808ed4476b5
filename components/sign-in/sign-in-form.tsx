"use client";

import { LogIn } from "lucide-react";
import { useState } from "react";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import { FieldError } from "@/components/forms/field-error";
import type { FormAction } from "@/components/forms/form-action.types";
import { useFormAction } from "@/components/forms/use-form-action";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { IDLE } from "@/lib/domain/action-state.types";

type SignInFormProps = {
  signIn: FormAction;
  /** Where to go once signed in, sent as `next`. */
  next: string;
};

/** E-mail and password, sent as `email` and `password`. */
export function SignInForm({ signIn, next }: SignInFormProps) {
  const [etat, send, inProgress] = useFormAction(signIn, IDLE, { secret: true });
  // Held here because React empties the fields of a form after its action.
  const [email, setEmail] = useState("");
  const errors = etat.fields ?? {};
  return (
    <ActionForm action={send} state={etat}>
      <ActionMessage state={etat} className="mt-0 mb-4" />
      <div className="space-y-4">
        <input type="hidden" name="suite" value={next} />
        <div className="space-y-1.5">
          <Label htmlFor="email">Adresse e-mail</Label>
          <Input
            id="email"
            name="email"
            type="email"
            autoComplete="username"
            required
            value={email}
            onChange={(event) => setEmail(event.target.value)}
            aria-invalid={errors.email === undefined ? undefined : true}
            aria-describedby={errors.email === undefined ? undefined : "email-erreur"}
            className="h-10"
          />
          <FieldError id="email-erreur" message={errors.email} />
        </div>
        <div className="space-y-1.5">
          <Label htmlFor="motDePasse">Mot de passe</Label>
          <Input
            id="motDePasse"
            name="motDePasse"
            type="password"
            autoComplete="current-password"
            required
            aria-invalid={errors.password === undefined ? undefined : true}
            aria-describedby={errors.password === undefined ? undefined : "motDePasse-erreur"}
            className="h-10"
          />
          <FieldError id="motDePasse-erreur" message={errors.password} />
        </div>
        <ActionButton inProgress={inProgress} busyLabel="Connexion…" icon={LogIn} className="h-10 w-full">
          Se connecter
        </ActionButton>
      </div>
    </ActionForm>
  );
}
