import { env } from "@/lib/env";
import { type SendOutcome, sendWebhook, type WebhookMessage } from "@/lib/webhooks/send-webhook";

/** Carries one message, once. */
export type Send = (message: WebhookMessage) => Promise<SendOutcome>;

/** Whether the host lets notifications go to its own network. */
export const reach = () => ({ toPrivate: env().WEBHOOKS_TO_PRIVATE === "oui" });

/** The sender of this process, as its environment says. */
export const processSend: Send = (message) => sendWebhook(message, reach());
