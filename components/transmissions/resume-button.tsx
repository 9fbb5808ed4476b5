"use client";

import { KeyRound, RotateCw } from "lucide-react";
import { parisInstant } from "@/components/dates/paris-instant";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import type { FormAction } from "@/components/forms/form-action.types";
import { useFormAction } from "@/components/forms/use-form-action";
import { PageLink } from "@/components/shell/page-link";
import { buttonVariants } from "@/components/ui/button-variants";
import { Card } from "@/components/ui/card";
import { IDLE } from "@/lib/domain/action-state.types";
import { plural } from "@/lib/domain/plural";
import type { QueueState, TransmissionSummary } from "@/lib/services/transmissions/transmissions.types";

type ResumeButtonProps = {
  action: FormAction;
  summary: TransmissionSummary | null;
  queue: QueueState;
  /** The TBA refuses the key: nothing leaves before another is saved. `href` is null for those who may not save one. */
  refusedKey: RefusedKey;
};

export type RefusedKey = { href: string | null } | null;

/** «Relancer»: sends what the last run left. Nothing when it left nothing, or while one is under way. */
export function ResumeButton({ action, summary, queue, refusedKey }: ResumeButtonProps) {
  const [status, resume, inProgress] = useFormAction(action, IDLE);
  if (summary === null || summary.status === "running" || summary.notSent === 0) return null;
  if (queue.kind === "waiting" || queue.kind === "running") return null;
  if (refusedKey !== null) return <ReplaceKey left={summary.notSent} href={refusedKey.href} />;
  return (
    <Card className="flex flex-wrap items-center justify-between gap-3 px-4 py-3 print:hidden">
      <p>
        La dernière transmission a laissé <strong>{plural(summary.notSent, "dossier")}</strong>.{" "}
        {queue.kind === "scheduled"
          ? `Nouvel essai prévu le ${parisInstant(queue.at)} : inutile d'attendre si le TBA est revenu.`
          : `${summary.notSent < 2 ? "Il partira" : "Ils partiront"} la nuit prochaine, ou tout de suite si vous relancez.`}
      </p>
      <ActionForm action={resume} state={status}>
        <input type="hidden" name="reprise" value="oui" />
        <ActionButton inProgress={inProgress} busyLabel="Relance…" icon={RotateCw}>
          Relancer
        </ActionButton>
      </ActionForm>
      <ActionMessage state={status} className="w-full" />
    </Card>
  );
}

/** Sending again would be refused again: what helps is another key. */
function ReplaceKey({ left, href }: { left: number; href: string | null }) {
  return (
    <Card className="flex flex-wrap items-center justify-between gap-3 px-4 py-3 print:hidden">
      <p>
        Le TBA refuse la clé de l'établissement :{" "}
        <strong>{plural(left, "dossier attend", "dossiers attendent")}</strong> une nouvelle clé.
        {href === null ? " Demandez à un administrateur de la remplacer." : ""}
      </p>
      {href === null ? null : (
        <PageLink href={href} className={buttonVariants()}>
          <KeyRound aria-hidden="true" />
          Remplacer la clé
        </PageLink>
      )}
    </Card>
  );
}
