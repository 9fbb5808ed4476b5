"use client";

import { ChevronsRight, Save } from "lucide-react";
import { useActionState, useEffect, useId, useRef, useState } from "react";
import { ActionButton } from "@/components/forms/action-button";
import { ActionMessage } from "@/components/forms/action-message";
import type { FormAction } from "@/components/forms/form-action.types";
import { IDLE } from "@/lib/domain/action-state.types";
import type { DossierAction } from "@/lib/services/dossiers/dossiers.types";
import { DossierField, isFrozen } from "./dossier-field";
import type { DossierGroup } from "./dossier-groups";
import { FieldGroup } from "./field-group";
import { ReadOnlyField } from "./read-only-field";

type DossierFormProps = {
  groups: readonly DossierGroup[];
  version: string;
  /** True when there is a next dossier to go to. */
  next: boolean;
  save: DossierAction;
  /** Gives the software's value back to the field `restore`. */
  restore: FormAction;
};

/** All the fields of a dossier, in one form. What is refused stays as it was typed, with the reason at its field. */
export function DossierForm({ groups, version, next, save, restore }: DossierFormProps) {
  const [etat, send, inProgress] = useActionState(save, { ...IDLE, inputs: {}, conflicts: [] });
  const [restored, submitRestore] = useActionState(restore, IDLE);
  // Of two answers, only the last one is news.
  const [last, record] = useState<"submission" | "restored">("submission");
  const form = useRef<HTMLFormElement>(null);
  const restoreId = useId();

  // A long page: the eye must land on what stops it.
  useEffect(() => {
    record("submission");
    if (etat.status !== "error") return;
    const faulty = form.current?.querySelector<HTMLElement>("[aria-invalid=true], fieldset input:checked");
    faulty?.focus();
  }, [etat]);

  useEffect(() => {
    if (restored.status !== "idle") record("restored");
  }, [restored]);

  const conflicts = new Map(etat.conflicts.map((c) => [c.champ, c]));
  return (
    <>
      <form id={restoreId} action={submitRestore}>
        <input type="hidden" name="version" value={version} />
      </form>
      <form ref={form} action={send} data-dossier="" className="space-y-4">
        <input type="hidden" name="version" value={version} />
        {groups.map((group) => (
          <FieldGroup
            key={group.group}
            group={group}
            forced={group.champs.some((c) => etat.fields?.[c.key] !== undefined || conflicts.has(c.key))}
          >
            {group.champs.map((champ) =>
              isFrozen(champ.key) ? (
                <ReadOnlyField key={champ.key} champ={champ} />
              ) : (
                <DossierField
                  key={champ.key}
                  champ={champ}
                  typed={etat.inputs[champ.key]}
                  error={etat.fields?.[champ.key]}
                  conflict={conflicts.get(champ.key)}
                  restoreForm={restoreId}
                />
              ),
            )}
          </FieldGroup>
        ))}
        <div className="sticky bottom-0 z-10 -mx-1 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-t-lg border border-trait bg-surface px-4 py-3 shadow-bulle print:hidden">
          <ActionButton inProgress={inProgress} busyLabel="Enregistrement…" icon={Save}>
            Enregistrer
          </ActionButton>
          {next ? (
            <ActionButton
              inProgress={inProgress}
              busyLabel="Enregistrement…"
              icon={ChevronsRight}
              variant="secondary"
              name="suite"
              value="suivant"
            >
              Enregistrer et passer au suivant
            </ActionButton>
          ) : null}
          <ActionMessage state={last === "restored" || etat.message === "" ? restored : etat} className="mt-0 py-1.5" />
        </div>
      </form>
    </>
  );
}
