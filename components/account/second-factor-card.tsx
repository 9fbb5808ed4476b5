"use client";

import { ShieldCheck } from "lucide-react";
import { parisInstant } from "@/components/dates/paris-instant";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import type { FormAction } from "@/components/forms/form-action.types";
import { TextField } from "@/components/forms/text-field";
import { useFormAction } from "@/components/forms/use-form-action";
import { PageLink } from "@/components/shell/page-link";
import { buttonVariants } from "@/components/ui/button-variants";
import { IDLE } from "@/lib/domain/action-state.types";
import { plural } from "@/lib/domain/plural";
import type { Account } from "@/lib/services/users/users.types";

type SecondFactorCardProps = { secondFactor: Account["secondFactor"]; turnOff: FormAction };

/** The second factor: the way to turn it on, or since when it is and how to turn it off. */
export function SecondFactorCard({ secondFactor: { since, codesLeft }, turnOff }: SecondFactorCardProps) {
  const [state, send, inProgress] = useFormAction(turnOff, IDLE, { secret: true });
  return (
    <div className="space-y-3">
      {since === null ? (
        <>
          <p>
            Après le mot de passe, un code de votre téléphone est demandé : un mot de passe volé ne suffit plus à
            entrer.
          </p>
          <PageLink href="/mon-compte/second-facteur" className={buttonVariants()}>
            <ShieldCheck aria-hidden="true" />
            Activer le second facteur
          </PageLink>
        </>
      ) : (
        <>
          <p>
            Actif depuis le {parisInstant(since)}. Il vous reste {plural(codesLeft, "code")} de secours.
          </p>
          <details>
            <summary className="w-fit cursor-pointer text-lien underline underline-offset-4">
              Ne plus l'utiliser
            </summary>
            <ActionForm action={send} state={state} className="mt-3 max-w-xs space-y-3">
              <TextField
                id="code"
                label="Code à 6 chiffres, ou code de secours"
                required
                maxLength={20}
                autoComplete="one-time-code"
              />
              <ActionButton inProgress={inProgress} busyLabel="Désactivation…" variant="secondary">
                Désactiver
              </ActionButton>
            </ActionForm>
          </details>
        </>
      )}
      <ActionMessage state={state} />
    </div>
  );
}
