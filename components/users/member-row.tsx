"use client";

import { parisInstant } from "@/components/dates/paris-instant";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import type { FormAction } from "@/components/forms/form-action.types";
import { useRowAction } from "@/components/forms/rows-that-go";
import { useFormAction } from "@/components/forms/use-form-action";
import { useLastAnswer } from "@/components/forms/use-last-answer";
import { IDLE } from "@/lib/domain/action-state.types";
import { ROLE_LABELS } from "@/lib/domain/roles";
import type { Member } from "@/lib/services/users/users.types";
import { RoleSelect } from "./role-select";

type MemberRowProps = { member: Member; isMe: boolean; change: FormAction; remove: FormAction };

/** One member: who, since when unseen, their role, and the way out, which asks once. */
export function MemberRow({ member, isMe, change, remove }: MemberRowProps) {
  const { id, name, email, role, lastSignInAt, secondFactor, disabled } = member;
  const [changed, sendChange, changing] = useFormAction(change, IDLE);
  const [removed, sendRemove, removing] = useRowAction(remove);
  const said = useLastAnswer([changed, removed]);
  return (
    <li className="space-y-2 px-5 py-3">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <p className="font-medium wrap-anywhere">
            {name}
            {isMe ? " (vous)" : ""}
          </p>
          <p className="text-dense text-encre-douce wrap-anywhere">{email}</p>
          <p className="text-dense text-encre-douce">
            {lastSignInAt === null ? "Jamais connecté" : `Dernière connexion le ${parisInstant(lastSignInAt)}`}
            {secondFactor ? " · second facteur actif" : ""}
            {disabled ? " · compte fermé par l'hébergeur" : ""}
          </p>
        </div>
        <ActionForm action={sendChange} state={changed} className="flex flex-wrap items-center gap-2">
          <input type="hidden" name="personne" value={id} />
          <div className="w-40 max-w-full">
            <RoleSelect key={role} defaultValue={role} aria-label={`Rôle de ${name}`} />
          </div>
          <ActionButton
            inProgress={changing}
            busyLabel="Changement…"
            variant="secondary"
            aria-label={`Changer le rôle de ${name}`}
          >
            Changer
          </ActionButton>
        </ActionForm>
      </div>
      <details className="text-dense">
        <summary className="w-fit cursor-pointer text-lien underline underline-offset-4">Retirer {name}</summary>
        <ActionForm action={sendRemove} state={removed} className="mt-2 flex flex-wrap items-center gap-3">
          <input type="hidden" name="personne" value={id} />
          <p>
            {ROLE_LABELS[role]} : l'accès s'arrête aussitôt, dans tous ses navigateurs. Ce que cette personne a fait
            reste au journal.
          </p>
          <ActionButton
            inProgress={removing}
            busyLabel="Retrait…"
            variant="secondary"
            aria-label={`Retirer de l'établissement : ${name}`}
          >
            Retirer de l'établissement
          </ActionButton>
        </ActionForm>
      </details>
      <ActionMessage state={said} />
    </li>
  );
}
