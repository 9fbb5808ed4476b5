"use client";

import { ChevronsRight, Save } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import type { FormAction } from "@/components/forms/form-action.types";
import { LeaveGuard } from "@/components/forms/leave-guard";
import { useFormAction } from "@/components/forms/use-form-action";
import { announce } from "@/components/shell/announce";
import { IDLE } from "@/lib/domain/action-state.types";
import type { DossierAction } from "@/lib/services/dossiers/dossiers.types";
import { changedFields } from "./changed-fields";
import { DossierField, isFrozen } from "./dossier-field";
import type { DossierGroup } from "./dossier-groups";
import { DraftNote } from "./draft-note";
import { FieldGroup } from "./field-group";
import { ReadOnlyField } from "./read-only-field";
import { useDraft } from "./use-draft";

type DossierFormProps = {
  /** Who types: the owner of the draft. */
  owner: string;
  groups: readonly DossierGroup[];
  version: string;
  /** True when there is a next dossier to go to. */
  next: boolean;
  save: DossierAction;
  /** Gives the software's value back to the field `restore`. */
  restore: FormAction;
};

/** All the fields of a dossier, in one form. What is refused stays as it was typed, with the reason at its field. */
export function DossierForm({ owner, groups, version, next, save, restore }: DossierFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const draft = useDraft(form, { owner, version });
  const initial = { ...IDLE, inputs: {}, conflicts: [] };
  const [etat, send, inProgress] = useFormAction(save, initial, {
    saves: true,
    onDone: draft.forget,
    onLeave: () => announce("Enregistré."),
  });
  const [restored, submitRestore] = useFormAction(restore, IDLE);
  // Of two answers, only the last one is news.
  const [last, record] = useState<"submission" | "restored">("submission");
  const restoreId = useId();

  // A long page: the eye must land on the first choice to make.
  useEffect(() => {
    record("submission");
    if (etat.status !== "error") return;
    const faulty = form.current?.querySelector<HTMLElement>("[data-conflit] input:checked");
    faulty?.focus();
  }, [etat]);

  useEffect(() => {
    if (restored.status !== "idle") record("restored");
  }, [restored]);

  const conflicts = new Map(etat.conflicts.map((c) => [c.champ, c]));
  return (
    <>
      <ActionForm id={restoreId} action={submitRestore} state={restored}>
        <input type="hidden" name="version" value={version} />
      </ActionForm>
      {draft.restored === null ? null : <DraftNote draft={draft.restored} version={version} undo={draft.undo} />}
      <LeaveGuard isChanged={() => form.current !== null && changedFields(form.current).length > 0} />
      <ActionForm
        ref={form}
        action={send}
        state={etat}
        ownDraft
        data-dossier=""
        onInput={draft.keep}
        className="space-y-4"
      >
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
        <div
          data-barre=""
          className="sticky bottom-0 z-10 -mx-1 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-t-lg border border-trait bg-surface px-4 py-3 shadow-bulle print:hidden"
        >
          <ActionButton inProgress={inProgress} busyLabel="Enregistrement…" icon={Save}>
            Enregistrer
          </ActionButton>
          {next ? (
            <ActionButton
              inProgress={inProgress}
              busyLabel="Enregistrement…"
              icon={ChevronsRight}
              variant="secondary"
              className="h-auto min-h-9 max-w-full shrink py-1 whitespace-normal"
              name="suite"
              value="suivant"
            >
              Enregistrer et passer au suivant
            </ActionButton>
          ) : null}
          <ActionMessage state={last === "restored" || etat.message === "" ? restored : etat} className="mt-0 py-1.5" />
        </div>
      </ActionForm>
    </>
  );
}
