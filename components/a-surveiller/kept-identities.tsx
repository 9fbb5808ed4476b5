"use client";

import { Undo2 } from "lucide-react";
import { parisInstant } from "@/components/dates/paris-instant";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import type { FormAction } from "@/components/forms/form-action.types";
import { useFormAction } from "@/components/forms/use-form-action";
import { IDLE } from "@/lib/domain/action-state.types";
import type { KeptIdentity } from "@/lib/services/a-surveiller/a-surveiller.types";

type KeptIdentitiesProps = { kept: readonly KeptIdentity[]; count: number; canAct: boolean; undo: FormAction };

/** The duplicates that staff settled, each with the way back. */
export function KeptIdentities({ kept, count, canAct, undo }: KeptIdentitiesProps) {
  const [state, send, inProgress] = useFormAction(undo, IDLE);
  if (kept.length === 0) return <ActionMessage state={state} className="mt-0" />;
  return (
    <section aria-label="Doublons tranchés" className="space-y-2">
      <h3 className="font-semibold">Doublons tranchés ({count.toLocaleString("fr-FR")})</h3>
      <ActionMessage state={state} className="mt-0" />
      <ul className="divide-y divide-trait rounded-md border border-trait wrap-anywhere">
        {kept.map((choice) => (
          <li
            key={`${choice.kept} ${choice.dropped}`}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-2"
          >
            <p>
              {choice.kept} est gardé, {choice.dropped} ne part plus{" "}
              <span className="text-dense text-encre-douce tabular-nums">
                dit par {choice.by} le {parisInstant(choice.at)}
              </span>
            </p>
            {canAct ? (
              <ActionForm action={send} state={state} className="print:hidden">
                <input type="hidden" name="garde" value={choice.kept} />
                <input type="hidden" name="ecarte" value={choice.dropped} />
                <ActionButton
                  inProgress={inProgress}
                  busyLabel="Annulation…"
                  icon={Undo2}
                  variant="discreet"
                  size="small"
                >
                  Annuler
                  <span className="sr-only">
                     : {choice.kept} et {choice.dropped}
                  </span>
                </ActionButton>
              </ActionForm>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
