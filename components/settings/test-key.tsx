"use client";

import { PlugZap } from "lucide-react";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import type { FormAction } from "@/components/forms/form-action.types";
import { useFormAction } from "@/components/forms/use-form-action";
import { IDLE } from "@/lib/domain/action-state.types";

/** Asks the TBA whether it knows the saved key. */
export function TestKey({ test, present }: { test: FormAction; present: boolean }) {
  const [etat, send, inProgress] = useFormAction(test, IDLE);
  return (
    <ActionForm action={send} state={etat}>
      <ActionButton
        variant="secondary"
        inProgress={inProgress}
        busyLabel="Test en cours…"
        icon={PlugZap}
        disabled={!present}
        aria-describedby={present ? undefined : "test-impossible"}
      >
        Tester la clé
      </ActionButton>
      {present ? null : (
        <p id="test-impossible" className="mt-2 text-dense text-encre-douce">
          Enregistrez d'abord une clé.
        </p>
      )}
      <ActionMessage state={etat} />
    </ActionForm>
  );
}
