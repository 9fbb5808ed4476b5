"use client";

import { Ban, CircleX, TriangleAlert } from "lucide-react";
import { parisInstant } from "@/components/dates/paris-instant";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import type { FormAction } from "@/components/forms/form-action.types";
import { useFormAction } from "@/components/forms/use-form-action";
import { Badge } from "@/components/ui/badge";
import { IDLE } from "@/lib/domain/action-state.types";
import type { JetonRow } from "@/lib/services/jetons/jetons.types";
import { RIGHT_LABELS } from "./right-labels";

/** A jeton that opens, and will for long, has no mark. */
const MARKS = {
  active: null,
  ending: { tone: "attention", icon: TriangleAlert, label: "Expire bientôt" },
  over: { tone: "danger", icon: CircleX, label: "Expiré" },
  revoked: { tone: "neutral", icon: Ban, label: "Révoqué" },
} as const;

function Mark({ state }: Pick<JetonRow, "state">) {
  const mark = MARKS[state];
  if (mark === null) return null;
  const { tone, icon: Icon, label } = mark;
  return (
    <Badge tone={tone}>
      <Icon aria-hidden="true" />
      {label}
    </Badge>
  );
}

function validity({ state, expiresAt, revokedAt }: JetonRow): string {
  if (state === "revoked" && revokedAt !== null) return `Révoqué le ${parisInstant(revokedAt)}.`;
  if (expiresAt === null) return "Sans fin.";
  return `${state === "over" ? "N'est plus valable depuis le" : "Valable jusqu'au"} ${parisInstant(expiresAt)}.`;
}

function lastUse({ lastUsedAt, lastAddress }: JetonRow): string {
  if (lastUsedAt === null) return "Jamais utilisé.";
  return `Dernier appel le ${parisInstant(lastUsedAt)}${lastAddress === null ? "" : `, depuis ${lastAddress}`}.`;
}

/** One jeton: whose, what for, until when, its last use; «Révoquer» while it stands. */
export function JetonItem({ jeton, revoke }: { jeton: JetonRow; revoke: FormAction }) {
  const [state, send, inProgress] = useFormAction(revoke, IDLE);
  const { id, name, rights, shared, createdAt, by } = jeton;
  return (
    <li className="space-y-2 px-5 py-3">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0 flex-1 basis-64">
          <p className="font-medium wrap-anywhere">
            {name}
            {shared ? " · aussi pour d'autres établissements" : ""} <Mark state={jeton.state} />
          </p>
          <p className="text-dense">{rights.map((right) => RIGHT_LABELS[right]).join(" · ")}</p>
          <p className="text-dense text-encre-douce">
            Créé le {parisInstant(createdAt)} par {by}. {validity(jeton)} {lastUse(jeton)}
          </p>
        </div>
        {jeton.state === "revoked" ? null : (
          <ActionForm action={send} state={state}>
            <input type="hidden" name="jeton" value={id} />
            <ActionButton
              inProgress={inProgress}
              busyLabel="Révocation…"
              variant="secondary"
              aria-label={`Révoquer le jeton de ${name}`}
            >
              Révoquer
            </ActionButton>
          </ActionForm>
        )}
      </div>
      <ActionMessage state={state} />
    </li>
  );
}
