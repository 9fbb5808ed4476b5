import type { FormAction } from "@/components/forms/form-action.types";
import type { SecretState } from "@/lib/services/webhooks/webhooks.types";

export type SecretAction = (previous: SecretState, data: FormData) => Promise<SecretState>;

/** What the page of notifications can do. */
export type WebhookActions = {
  create: SecretAction;
  rotate: SecretAction;
  setActive: FormAction;
  test: FormAction;
  resend: FormAction;
  remove: FormAction;
};

export const SECRET_IDLE: SecretState = { status: "idle", message: "", secret: null };
