"use client";

import { parisInstant } from "@/components/dates/paris-instant";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import { CopyField } from "@/components/forms/copy-field";
import type { FormAction } from "@/components/forms/form-action.types";
import { useRowAction } from "@/components/forms/rows-that-go";
import { useFormAction } from "@/components/forms/use-form-action";
import { useLastAnswer } from "@/components/forms/use-last-answer";
import { ROLE_LABELS } from "@/lib/domain/roles";
import type { PendingInvitation } from "@/lib/services/users/users.types";
import { INVITE_IDLE, type InviteAction, whileWaiting } from "./invite-action.types";

type InvitationRowProps = { invitation: PendingInvitation; resend: InviteAction; withdraw: FormAction };

/** An invitation that waits: until when, and what can be done of it. */
export function InvitationRow({ invitation, resend, withdraw }: InvitationRowProps) {
  const { id, name, email, role, sentAt, expiresAt, expired } = invitation;
  const [answer, send, sending] = useFormAction(resend, INVITE_IDLE);
  const sent = whileWaiting(answer, [invitation]);
  const [taken, take, taking] = useRowAction(withdraw);
  const said = useLastAnswer([answer, taken]) === taken ? taken : sent;
  return (
    <li className="space-y-2 px-5 py-3">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <p className="font-medium wrap-anywhere">
            {name} · {ROLE_LABELS[role]}
          </p>
          <p className="text-dense text-encre-douce wrap-anywhere">{email}</p>
          <p className="text-dense text-encre-douce">
            Invité le {parisInstant(sentAt)} ;{" "}
            {expired ? "le lien n'est plus valable, renvoyez-le" : `le lien sert jusqu'au ${parisInstant(expiresAt)}`}
          </p>
        </div>
        <div className="flex gap-2">
          <ActionForm action={send} state={answer}>
            <input type="hidden" name="invitation" value={id} />
            <ActionButton inProgress={sending} busyLabel="Envoi…" variant="secondary" aria-label={`Renvoyer à ${name}`}>
              Renvoyer
            </ActionButton>
          </ActionForm>
          <ActionForm action={take} state={taken}>
            <input type="hidden" name="invitation" value={id} />
            <ActionButton
              inProgress={taking}
              busyLabel="Retrait…"
              variant="secondary"
              aria-label={`Retirer l'invitation de ${name}`}
            >
              Retirer
            </ActionButton>
          </ActionForm>
        </div>
      </div>
      <ActionMessage state={said} />
      {sent.link === null ? null : <CopyField label="Lien d'invitation" text={sent.link} />}
    </li>
  );
}
