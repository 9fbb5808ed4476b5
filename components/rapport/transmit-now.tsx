"use client";

import { Send } from "lucide-react";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import type { FormAction } from "@/components/forms/form-action.types";
import { useFormAction } from "@/components/forms/use-form-action";
import { PageLink } from "@/components/shell/page-link";
import { IDLE } from "@/lib/domain/action-state.types";
import { plural } from "@/lib/domain/plural";

/** `at`: «02:00», «non» when the hour is not ours. */
export type Ready = { count: number; at: string };

type TransmitNowProps = {
  action: FormAction;
  keySaved: boolean;
  ready: Ready | null;
  /** A transmission already runs, started here or by the clock. */
  transmissionInProgress: boolean;
  /** The key's page, for those who may save one. */
  keyLink: string | null;
};

/** The button, why it is closed when it is, and what the transmission answered. */
export function TransmitNow({ action, keySaved, ready, transmissionInProgress, keyLink }: TransmitNowProps) {
  const [etat, transmit, inProgress] = useFormAction(action, IDLE);
  return (
    <div className="max-sm:w-full sm:max-w-md print:hidden">
      <ActionForm action={transmit} state={etat} className="flex sm:justify-end">
        <ActionButton
          inProgress={inProgress || transmissionInProgress}
          busyLabel="Transmission en cours…"
          icon={Send}
          disabled={!keySaved}
          aria-describedby={keySaved ? undefined : "transmettre-impossible"}
        >
          Transmettre maintenant
        </ActionButton>
      </ActionForm>
      {keySaved ? null : (
        <p id="transmettre-impossible" className="mt-1.5 text-dense text-encre-douce sm:text-right">
          Pour transmettre, il faut d'abord enregistrer la clé d'API du TBA.{" "}
          {keyLink === null ? (
            "Demandez-le à un administrateur de l'établissement."
          ) : (
            <PageLink href={keyLink} className="font-medium text-lien underline underline-offset-4">
              Enregistrer la clé
            </PageLink>
          )}
        </p>
      )}
      {ready === null || ready.count === 0 || transmissionInProgress ? null : (
        <p className="mt-1.5 text-dense text-encre-douce tabular-nums sm:text-right">
          {plural(ready.count, "dossier prêt", "dossiers prêts")} : {ready.count === 1 ? "il partira" : "ils partiront"}{" "}
          {ready.at === "non" ? "la nuit prochaine" : `cette nuit à ${ready.at}`}.
        </p>
      )}
      {/* What goes well is told by the transmission itself, live, just below. */}
      {etat.status === "error" ? <ActionMessage state={etat} className="mt-2" /> : null}
    </div>
  );
}
