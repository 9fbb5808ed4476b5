import type { ActionState } from "@/lib/domain/action-state.types";
import type { WebhookEvent, WebhookFailure, WebhookState, WebhookType } from "@/lib/domain/enumerations";

/** One notification, as its page shows it. Instants are ISO. */
export type DeliveryRow = {
  id: string;
  eventId: string;
  type: WebhookType;
  createdAt: string;
  state: WebhookState;
  attempts: number;
  attemptedAt: string | null;
  httpStatus: number | null;
  failure: WebhookFailure | null;
  nextAttemptAt: string | null;
};

/** Where a software is told, as its page shows it: never a secret. */
export type EndpointRow = {
  id: string;
  url: string;
  events: WebhookEvent[];
  active: boolean;
  /** Days of failures, or the software's own word, put an end to it. */
  disabledAt: string | null;
  failingSince: string | null;
  /** The secret of before signs too until then; null when there is none any more. */
  previousUntil: string | null;
  createdAt: string;
  by: string;
  /** The last ones, the newest first. */
  deliveries: DeliveryRow[];
};

/** What a form that makes a secret shows: the secret, this once. `typed`: what was refused, to be mended. */
export type SecretState = ActionState & { secret: string | null; typed?: { url: string; events: readonly string[] } };
