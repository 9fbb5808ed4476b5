"use client";

import { Save } from "lucide-react";
import { useRef } from "react";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import { LeaveGuard } from "@/components/forms/leave-guard";
import { useFormAction } from "@/components/forms/use-form-action";
import { announce } from "@/components/shell/announce";
import { PageLink } from "@/components/shell/page-link";
import { buttonVariants } from "@/components/ui/button-variants";
import { IDLE } from "@/lib/domain/action-state.types";
import type { DossierAction } from "@/lib/services/dossiers/dossiers.types";
import { changedFields } from "./changed-fields";
import { DossierField, isFrozen } from "./dossier-field";
import type { DossierGroup } from "./dossier-groups";
import { DraftNote } from "./draft-note";
import { FieldGroup } from "./field-group";
import { useDraft } from "./use-draft";

type NewDossierFormProps = { owner: string; groups: readonly DossierGroup[]; create: DossierAction; cancel: string };

/** All the fields, none obliged but who it is and which year. What is refused stays as it was typed, with the reason at its field. */
export function NewDossierForm({ owner, groups, create, cancel }: NewDossierFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const draft = useDraft(form, { owner, version: "" });
  const initial = { ...IDLE, inputs: {}, conflicts: [] };
  const [state, send, inProgress] = useFormAction(create, initial, {
    onDone: draft.forget,
    onLeave: () => announce("Le dossier est créé."),
  });
  return (
    <ActionForm ref={form} action={send} state={state} ownDraft onInput={draft.keep} className="space-y-4">
      <LeaveGuard isChanged={() => form.current !== null && changedFields(form.current).length > 0} />
      {draft.restored === null ? null : <DraftNote draft={draft.restored} version="" undo={draft.undo} />}
      {groups.map((group) => (
        <FieldGroup
          key={group.group}
          group={group}
          forced={group.champs.some((c) => state.fields?.[c.key] !== undefined)}
        >
          {group.champs.map((champ) => (
            <DossierField
              key={champ.key}
              champ={champ}
              typed={state.inputs[champ.key]}
              error={state.fields?.[champ.key]}
              conflict={undefined}
              restoreForm=""
              given={isFrozen(champ.key)}
            />
          ))}
        </FieldGroup>
      ))}
      <div
        data-barre=""
        className="sticky bottom-0 z-10 -mx-1 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-t-lg border border-trait bg-surface px-4 py-3 shadow-bulle"
      >
        <ActionButton inProgress={inProgress} busyLabel="Enregistrement…" icon={Save}>
          Créer le dossier
        </ActionButton>
        <PageLink href={cancel} className={buttonVariants({ variant: "secondary" })}>
          Abandonner
        </PageLink>
        <ActionMessage state={state} className="mt-0 py-1.5" />
      </div>
    </ActionForm>
  );
}
