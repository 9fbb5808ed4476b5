import type { WebhookEvent, WebhookType } from "@/lib/domain/enumerations";

/** What may be announced, in the order to offer it. */
export const EVENT_LABELS: Readonly<Record<WebhookEvent, string>> = {
  "transmission.terminee": "Une transmission est finie",
  "dossier.invalide": "Des dossiers sont devenus invalides",
  "cle.refusee": "Le TBA refuse la clé",
};

export const TYPE_LABELS: Readonly<Record<WebhookType, string>> = { ...EVENT_LABELS, essai: "Essai" };
