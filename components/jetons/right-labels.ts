import type { JetonRight } from "@/lib/domain/enumerations";

export const RIGHT_LABELS: Readonly<Record<JetonRight, string>> = {
  send: "Envoyer des dossiers",
  read: "Lire ce qu'ils deviennent",
};
