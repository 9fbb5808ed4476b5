"use client";

import { UserPlus } from "lucide-react";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import { CopyField } from "@/components/forms/copy-field";
import { TextField } from "@/components/forms/text-field";
import { useFormAction } from "@/components/forms/use-form-action";
import { Label } from "@/components/ui/label";
import { INVITE_IDLE, type InviteAction, whileWaiting } from "./invite-action.types";
import { RoleSelect } from "./role-select";

type InviteFormProps = { invite: InviteAction; byEmail: boolean; waiting: readonly { id: string }[] };

/** E-mail, name and role of who is invited. `waiting`: the invitations that still serve. */
export function InviteForm({ invite, byEmail, waiting }: InviteFormProps) {
  const [state, send, inProgress] = useFormAction(invite, INVITE_IDLE);
  const { typed, fields = {} } = state;
  const sent = whileWaiting(state, waiting);
  return (
    <ActionForm action={send} state={state}>
      <div className="grid items-start gap-4 sm:grid-cols-[1fr_1fr_11rem]">
        <TextField
          id="email"
          label="Adresse e-mail"
          type="email"
          autoComplete="off"
          required
          maxLength={200}
          defaultValue={typed?.email}
          error={fields.email}
        />
        <TextField
          id="nom"
          label="Nom"
          autoComplete="off"
          required
          maxLength={100}
          defaultValue={typed?.name}
          error={fields.name}
        />
        <div className="space-y-1.5">
          <Label htmlFor="role-invite">Rôle</Label>
          <RoleSelect id="role-invite" defaultValue={typed?.role ?? "gestionnaire"} />
        </div>
      </div>
      <div className="mt-4">
        <ActionButton inProgress={inProgress} busyLabel="Invitation…" icon={UserPlus}>
          {byEmail ? "Envoyer l'invitation" : "Préparer l'invitation"}
        </ActionButton>
      </div>
      <ActionMessage state={sent} />
      {sent.link === null ? null : <CopyField label="Lien d'invitation" text={sent.link} />}
    </ActionForm>
  );
}
