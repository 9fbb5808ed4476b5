"use client";

import { parisInstant } from "@/components/dates/paris-instant";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import type { FormAction } from "@/components/forms/form-action.types";
import { useFormAction } from "@/components/forms/use-form-action";
import { IDLE } from "@/lib/domain/action-state.types";

/** `href`: where one joins one's account to it. `since`: when it was, null when it is not. */
export type AccountProvider = { name: string; href: string; since: string | null };

/** The identity provider: the way to come in by it, or since when one may and how to put an end to it. */
export function ProviderCard({ provider, leave }: { provider: AccountProvider; leave: FormAction }) {
  const { name, href, since } = provider;
  const [state, send, inProgress] = useFormAction(leave, IDLE);
  return (
    <div className="space-y-3">
      {since === null ? (
        <>
          <p>Reliez votre compte à {name} pour entrer sans mot de passe.</p>
          <a href={href} className="text-lien underline underline-offset-4">
            Relier mon compte à {name}
          </a>
        </>
      ) : (
        <>
          <p>
            Votre compte est relié depuis le {parisInstant(since)}. Si ce n'est pas vous, ne le laissez pas ainsi : qui
            l'a relié entre à votre place.
          </p>
          <ActionForm action={send} state={state}>
            <ActionButton inProgress={inProgress} busyLabel="En cours…" variant="secondary">
              Ne plus entrer par {name}
            </ActionButton>
          </ActionForm>
        </>
      )}
      <ActionMessage state={state} />
    </div>
  );
}
