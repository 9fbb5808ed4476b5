import { CircleCheck, CircleX, Clock, type LucideIcon, ShieldX } from "lucide-react";
import type { BadgeTone } from "@/components/ui/badge";
import type { EtatDossierValue } from "@/lib/domain/etat";

/** The icon and the colour of each state; the word is ETAT_LABELS. */
export const ETAT_APPEARANCES: Readonly<
  Record<EtatDossierValue, { icon: LucideIcon; tone: BadgeTone; color: string }>
> = {
  invalide: { icon: CircleX, tone: "danger", color: "text-danger" },
  "a-transmettre": { icon: Clock, tone: "info", color: "text-lien" },
  transmis: { icon: CircleCheck, tone: "success", color: "text-succes" },
  refuse: { icon: ShieldX, tone: "refusal", color: "text-refus" },
};
