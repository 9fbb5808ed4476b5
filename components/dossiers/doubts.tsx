"use client";

import { Check } from "lucide-react";
import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import type { FormAction } from "@/components/forms/form-action.types";
import { useFormAction } from "@/components/forms/use-form-action";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { IDLE } from "@/lib/domain/action-state.types";
import { formatSirets } from "@/lib/domain/format-siret";
import type { Dossier } from "@/lib/services/dossiers/dossiers.types";

/** What reading a file left in doubt: nothing of the dossier is sent before somebody says that it is right, or corrects it. */
export function Doubts({ doubts, confirm }: { doubts: Dossier["doubts"]; confirm: FormAction }) {
  const [state, send, inProgress] = useFormAction(confirm, IDLE);
  if (doubts.length === 0 && state.message === "") return null;
  return (
    <Card>
      <CardHeader>
        <CardTitle>À confirmer</CardTitle>
      </CardHeader>
      <CardContent>
        <ActionForm action={send} state={state}>
          <ul className="space-y-2">
            {doubts.map(({ key, code, sentence }) => (
              <li key={key} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5">
                <span className="min-w-0 wrap-anywhere">{formatSirets(sentence)}</span>
                <Button
                  type="submit"
                  name="doute"
                  value={key}
                  variant="secondary"
                  size="small"
                  aria-disabled={inProgress || undefined}
                >
                  <Check aria-hidden="true" />
                  {code === "statut-unknown" ? "C'est un apprenti" : "C'est juste"}
                </Button>
              </li>
            ))}
          </ul>
        </ActionForm>
        <ActionMessage state={state} />
      </CardContent>
    </Card>
  );
}
