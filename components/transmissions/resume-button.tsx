"use client";

import { RotateCw } from "lucide-react";
import { parisInstant } from "@/components/dates/paris-instant";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import type { FormAction } from "@/components/forms/form-action.types";
import { useFormAction } from "@/components/forms/use-form-action";
import { Card } from "@/components/ui/card";
import { IDLE } from "@/lib/domain/action-state.types";
import { plural } from "@/lib/domain/plural";
import type { QueueState, TransmissionSummary } from "@/lib/services/transmissions/transmissions.types";

type ResumeButtonProps = { action: FormAction; summary: TransmissionSummary | null; queue: QueueState };

/** «Relancer»: sends what the last run left. Nothing when it left nothing, or while one is under way. */
export function ResumeButton({ action, summary, queue }: ResumeButtonProps) {
  const [status, resume, inProgress] = useFormAction(action, IDLE);
  if (summary === null || summary.status === "running" || summary.notSent === 0) return null;
  if (queue.kind === "waiting" || queue.kind === "running") return null;
  return (
    <Card className="flex flex-wrap items-center justify-between gap-3 px-4 py-3 print:hidden">
      <p>
        La dernière transmission a laissé <strong>{plural(summary.notSent, "dossier")}</strong>.{" "}
        {queue.kind === "scheduled"
          ? `Nouvel essai prévu le ${parisInstant(queue.at)} : inutile d'attendre si le TBA est revenu.`
          : "Ils partiront la nuit prochaine, ou tout de suite si vous relancez."}
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
