"use client";

import { Save } from "lucide-react";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import { FieldError } from "@/components/forms/field-error";
import type { FormAction } from "@/components/forms/form-action.types";
import { useFormAction } from "@/components/forms/use-form-action";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { IDLE } from "@/lib/domain/action-state.types";

type KeyFormProps = { save: FormAction; present: boolean };

/** The field of the key, sent as `cle`. A saved key never comes back here: its place shows dots. */
export function KeyForm({ save, present }: KeyFormProps) {
  const [etat, send, inProgress] = useFormAction(save, IDLE, { secret: true, saves: true });
  const error = etat.fields?.key;
  return (
    <ActionForm action={send} state={etat}>
      <div className="space-y-2">
        <Label htmlFor="cle">Clé d'API</Label>
        <div className="flex flex-wrap gap-2">
          <Input
            id="cle"
            name="cle"
            // Hidden by its looks alone: a field of passwords gets the person's own from the browser, and the key is then kept as theirs.
            type="text"
            data-secret=""
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            required
            placeholder={present ? "••••••••••••" : undefined}
            aria-invalid={error === undefined ? undefined : true}
            aria-describedby={error === undefined ? "cle-aide" : "cle-aide cle-erreur"}
            className="max-w-md flex-1 basis-64 [-webkit-text-security:disc]"
          />
          <ActionButton inProgress={inProgress} busyLabel="Enregistrement…" icon={Save}>
            Enregistrer
          </ActionButton>
        </div>
        <FieldError id="cle-erreur" message={error} />
        <p id="cle-aide" className="text-dense text-encre-douce">
          {present
            ? "Une clé est enregistrée. Pour la remplacer, collez la nouvelle. Par sécurité, elle n'est plus jamais affichée."
            : "Par sécurité, la clé ne sera plus jamais affichée une fois enregistrée."}
        </p>
      </div>
      <ActionMessage state={error === undefined ? etat : IDLE} />
    </ActionForm>
  );
}
