"use client";

import { parisInstant } from "@/components/dates/paris-instant";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import { CopyField } from "@/components/forms/copy-field";
import { useRowAction } from "@/components/forms/rows-that-go";
import { useFormAction } from "@/components/forms/use-form-action";
import { useLastAnswer } from "@/components/forms/use-last-answer";
import { IDLE } from "@/lib/domain/action-state.types";
import type { EndpointRow } from "@/lib/services/webhooks/webhooks.types";
import { DeliveriesTable } from "./deliveries-table";
import { EndpointState } from "./endpoint-state";
import { EVENT_LABELS } from "./type-labels";
import { SECRET_IDLE, type WebhookActions } from "./webhook-actions.types";

type EndpointItemProps = { endpoint: EndpointRow; actions: Omit<WebhookActions, "create"> };

/** One endpoint: where, what for, how it fares, what can be done, and its last notifications. */
export function EndpointItem({ endpoint, actions }: EndpointItemProps) {
  const [tested, test, testing] = useFormAction(actions.test, IDLE);
  const [switched, setActive, switching] = useFormAction(actions.setActive, IDLE);
  const [rotated, rotate, rotating] = useFormAction(actions.rotate, SECRET_IDLE);
  const [removed, remove, removing] = useRowAction(actions.remove);
  const [resent, resend, resending] = useFormAction(actions.resend, IDLE);
  const last = useLastAnswer([tested, switched, rotated, removed, resent]);
  const { id, url, events, active, createdAt, by, deliveries } = endpoint;
  const self = <input type="hidden" name="adresse" value={id} />;
  const button = { variant: "secondary", size: "small" } as const;
  return (
    <li className="space-y-3 px-5 py-4">
      <p className="font-medium wrap-anywhere">{url}</p>
      <p className="text-dense">{events.map((event) => EVENT_LABELS[event]).join(" · ")}</p>
      <p className="text-dense text-encre-douce">
        Créée le {parisInstant(createdAt)} par {by}.
      </p>
      <EndpointState {...endpoint} />
      <div className="flex flex-wrap gap-2">
        {active ? (
          <ActionForm action={test} state={tested}>
            {self}
            <ActionButton {...button} inProgress={testing} busyLabel="Essai…" aria-label={`Essayer ${url}`}>
              Essayer
            </ActionButton>
          </ActionForm>
        ) : null}
        <ActionForm action={setActive} state={switched}>
          {self}
          <input type="hidden" name="active" value={active ? "non" : "oui"} />
          <ActionButton
            {...button}
            inProgress={switching}
            busyLabel="Enregistrement…"
            aria-label={`${active ? "Suspendre" : "Reprendre"} ${url}`}
          >
            {active ? "Suspendre" : "Reprendre"}
          </ActionButton>
        </ActionForm>
        <ActionForm action={rotate} state={rotated}>
          {self}
          <ActionButton
            {...button}
            inProgress={rotating}
            busyLabel="Changement…"
            aria-label={`Changer le secret de ${url}`}
          >
            Changer le secret
          </ActionButton>
        </ActionForm>
      </div>
      <details className="text-dense">
        <summary className="w-fit cursor-pointer text-lien underline underline-offset-4">
          Retirer<span className="sr-only"> {url}</span>
        </summary>
        <ActionForm action={remove} state={removed} className="mt-2 flex flex-wrap items-center gap-3">
          {self}
          <p>Le logiciel n'apprend plus rien, et ce qui lui fut annoncé quitte cette page.</p>
          <ActionButton
            {...button}
            inProgress={removing}
            busyLabel="Retrait…"
            aria-label={`Retirer ${url} pour de bon`}
          >
            Retirer pour de bon
          </ActionButton>
        </ActionForm>
      </details>
      <ActionMessage state={last === resent ? IDLE : last} />
      {rotated.secret === null ? null : <CopyField label="Nouveau secret de signature" text={rotated.secret} />}
      <DeliveriesTable
        url={url}
        active={active}
        deliveries={deliveries}
        resend={{ send: resend, state: resent, inProgress: resending }}
      />
      <ActionMessage state={last === resent ? resent : IDLE} />
    </li>
  );
}
