"use client";

import { Save } from "lucide-react";
import Link from "next/link";
import { useActionState, useEffect, useRef } from "react";
import { ActionButton } from "@/components/forms/action-button";
import { ActionMessage } from "@/components/forms/action-message";
import { buttonVariants } from "@/components/ui/button-variants";
import { IDLE } from "@/lib/domain/action-state.types";
import type { DossierAction } from "@/lib/services/dossiers/dossiers.types";
import { DossierField, isFrozen } from "./dossier-field";
import type { DossierGroup } from "./dossier-groups";
import { FieldGroup } from "./field-group";

type NewDossierFormProps = { groups: readonly DossierGroup[]; create: DossierAction; cancel: string };

/** All the fields, none obliged but who it is and which year. What is refused stays as it was typed, with the reason at its field. */
export function NewDossierForm({ groups, create, cancel }: NewDossierFormProps) {
  const [state, send, inProgress] = useActionState(create, { ...IDLE, inputs: {}, conflicts: [] });
  const form = useRef<HTMLFormElement>(null);

  // A long page: the eye must land on what stops it.
  useEffect(() => {
    if (state.status === "error") form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [state]);

  return (
    <form ref={form} action={send} className="space-y-4">
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
      <div className="sticky bottom-0 z-10 -mx-1 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-t-lg border border-trait bg-surface px-4 py-3 shadow-bulle">
        <ActionButton inProgress={inProgress} busyLabel="Enregistrement…" icon={Save}>
          Créer le dossier
        </ActionButton>
        <Link href={cancel} className={buttonVariants({ variant: "secondary" })}>
          Abandonner
        </Link>
        <ActionMessage state={state} className="mt-0 py-1.5" />
      </div>
    </form>
  );
}
