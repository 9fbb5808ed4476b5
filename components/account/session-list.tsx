"use client";

import { parisInstant } from "@/components/dates/paris-instant";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import type { FormAction } from "@/components/forms/form-action.types";
import { useFormAction } from "@/components/forms/use-form-action";
import { useLastAnswer } from "@/components/forms/use-last-answer";
import { IDLE } from "@/lib/domain/action-state.types";
import type { Account } from "@/lib/services/users/users.types";

type SessionListProps = { sessions: Account["sessions"]; endSession: FormAction; endEverywhere: FormAction };

/** Where one is signed in, and the way to end each, or all the others. */
export function SessionList({ sessions, endSession, endEverywhere }: SessionListProps) {
  const [ended, end, ending] = useFormAction(endSession, IDLE);
  const [all, endAll, endingAll] = useFormAction(endEverywhere, IDLE);
  const last = useLastAnswer([ended, all]);
  return (
    <div>
      <ul className="divide-y divide-trait">
        {sessions.map(({ id, browser, address, createdAt, lastSeenAt, current }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-3 px-5 py-3">
            <div>
              <p className="font-medium">
                {browser}
                {current ? " (ici)" : ""}
              </p>
              <p className="text-dense text-encre-douce">
                Ouverte le {parisInstant(createdAt)}, vue le {parisInstant(lastSeenAt)}
                {address === null ? "" : `, depuis ${address}`}
              </p>
            </div>
            {current ? null : (
              <ActionForm action={end} state={ended}>
                <input type="hidden" name="session" value={id} />
                <ActionButton
                  inProgress={ending}
                  busyLabel="Fermeture…"
                  variant="secondary"
                  aria-label={`Fermer la session ${browser} ouverte le ${parisInstant(createdAt)}`}
                >
                  Fermer
                </ActionButton>
              </ActionForm>
            )}
          </li>
        ))}
      </ul>
      <div className="space-y-2 border-t border-trait px-5 py-4">
        <ActionForm action={endAll} state={all}>
          <ActionButton inProgress={endingAll} busyLabel="Déconnexion…" variant="secondary">
            Déconnecter partout ailleurs
          </ActionButton>
        </ActionForm>
        <p className="text-dense text-encre-douce">
          Une session finit d'elle-même après 12 heures, ou 2 heures sans activité.
        </p>
        <ActionMessage state={last} />
      </div>
    </div>
  );
}
