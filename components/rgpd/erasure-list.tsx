"use client";

import { UserRoundCheck } from "lucide-react";
import { parisInstant } from "@/components/dates/paris-instant";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import type { FormAction } from "@/components/forms/form-action.types";
import { useFormAction } from "@/components/forms/use-form-action";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { IDLE } from "@/lib/domain/action-state.types";
import { plural } from "@/lib/domain/plural";
import type { ErasureLine } from "@/lib/services/rgpd/rgpd.types";

type ErasureListProps = { erasures: readonly ErasureLine[]; readmit: FormAction };

/** The people who were erased, without their names: an import sets their rows aside until they are let in again. */
export function ErasureList({ erasures, readmit }: ErasureListProps) {
  const [state, send, inProgress] = useFormAction(readmit, IDLE);
  return (
    <Card>
      <CardHeader>
        <CardTitle>Personnes effacées</CardTitle>
        <p className="text-encre-douce">
          Leurs lignes sont mises de côté à chaque import. Réadmettez-les si elles reviennent dans l'établissement :
          leurs données d'avant, elles, ne reviennent pas.
        </p>
      </CardHeader>
      <CardContent className="space-y-3">
        {erasures.length === 0 ? <p className="text-encre-douce">Personne n'a été effacé.</p> : null}
        <ul className="space-y-2">
          {erasures.map(({ id, at, by, dossiers }) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-3">
              <span>
                Le {parisInstant(at)}, par {by} : {plural(dossiers, "dossier")}
              </span>
              <ActionForm action={send} state={state}>
                <input type="hidden" name="effacement" value={id} />
                <ActionButton
                  inProgress={inProgress}
                  busyLabel="Réadmission…"
                  icon={UserRoundCheck}
                  variant="secondary"
                  size="small"
                  aria-label={`Réadmettre la personne effacée le ${parisInstant(at)}`}
                >
                  Réadmettre
                </ActionButton>
              </ActionForm>
            </li>
          ))}
        </ul>
        <ActionMessage state={state} />
      </CardContent>
    </Card>
  );
}
