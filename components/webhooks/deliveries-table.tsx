"use client";

import { CircleCheck, CircleX, Clock } from "lucide-react";
import "@/components/data-table/cards.css";
import { TableRegion } from "@/components/data-table/table-region";
import { parisInstant } from "@/components/dates/paris-instant";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm } from "@/components/forms/action-form";
import { Badge } from "@/components/ui/badge";
import { Table, TableCell, TableHead, TableRowHead } from "@/components/ui/table";
import type { ActionState } from "@/lib/domain/action-state.types";
import { plural } from "@/lib/domain/plural";
import { describeFailure } from "@/lib/domain/webhook-failures";
import type { DeliveryRow } from "@/lib/services/webhooks/webhooks.types";
import { TYPE_LABELS } from "./type-labels";

const STATES = {
  done: { label: "Reçue", tone: "success", icon: CircleCheck },
  waiting: { label: "En attente", tone: "info", icon: Clock },
  failed: { label: "Non reçue", tone: "danger", icon: CircleX },
} as const;

function detail({ type, state, httpStatus, failure, attempts, nextAttemptAt }: DeliveryRow): string {
  if (type === "essai" && failure === "stopped") return "L'essai a été interrompu : refaites-le.";
  const tries = attempts === 0 ? "" : `${plural(attempts, "essai")}. `;
  if (state === "done") return `${tries}Le logiciel a répondu ${httpStatus}.`;
  const why = failure === null ? "" : `${describeFailure(failure, httpStatus)} `;
  return `${tries}${why}${nextAttemptAt === null ? "" : `Prochain essai le ${parisInstant(nextAttemptAt)}.`}`.trim();
}

type DeliveriesTableProps = {
  url: string;
  active: boolean;
  deliveries: readonly DeliveryRow[];
  resend: { send: (data: FormData) => void; state: ActionState; inProgress: boolean };
};

/** The last notifications of an endpoint, and «Renvoyer». */
export function DeliveriesTable({ url, active, deliveries, resend }: DeliveriesTableProps) {
  const { send, state, inProgress } = resend;
  if (deliveries.length === 0) return <p className="text-dense text-encre-douce">Rien ne lui a encore été envoyé.</p>;
  return (
    <TableRegion aria-label={`Dernières notifications de ${url}`} className="rounded-md border border-trait">
      <Table caption={`Dernières notifications de ${url}`} className="cartes larges serre">
        <thead>
          <tr>
            <TableHead scope="col">Le</TableHead>
            <TableHead scope="col">Annonce</TableHead>
            <TableHead scope="col">État</TableHead>
            <TableHead scope="col">Détail</TableHead>
            <TableHead scope="col">Agir</TableHead>
          </tr>
        </thead>
        <tbody>
          {deliveries.map((delivery) => {
            const { label, tone, icon: Icon } = STATES[delivery.state];
            const what = `${TYPE_LABELS[delivery.type]}, ${parisInstant(delivery.createdAt)}`;
            return (
              <tr key={delivery.id}>
                <TableRowHead className="whitespace-nowrap">{parisInstant(delivery.createdAt)}</TableRowHead>
                <TableCell>{TYPE_LABELS[delivery.type]}</TableCell>
                <TableCell>
                  <Badge tone={tone}>
                    <Icon aria-hidden="true" />
                    {label}
                  </Badge>
                </TableCell>
                <TableCell className="min-w-56 max-md:basis-full">{detail(delivery)}</TableCell>
                <TableCell>
                  {active && delivery.type !== "essai" ? (
                    <ActionForm action={send} state={state}>
                      <input type="hidden" name="notification" value={delivery.id} />
                      <ActionButton
                        inProgress={inProgress}
                        busyLabel="Renvoi…"
                        variant="discreet"
                        size="small"
                        aria-label={`Renvoyer : ${what}`}
                      >
                        Renvoyer
                      </ActionButton>
                    </ActionForm>
                  ) : null}
                </TableCell>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </TableRegion>
  );
}
