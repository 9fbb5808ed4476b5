import { CircleCheck, CircleX, Clock, type LucideIcon, ShieldX } from "lucide-react";
import type { TonBadge } from "@/components/ui/badge";
import type { Etat } from "@/lib/dossier/etat";

/** The icon and the colour of each state; the word is LIBELLES_ETATS. */
export const APPARENCES_ETATS: Readonly<Record<Etat, { icone: LucideIcon; ton: TonBadge; couleur: string }>> = {
  invalide: { icone: CircleX, ton: "danger", couleur: "text-danger" },
  "a-transmettre": { icone: Clock, ton: "info", couleur: "text-lien" },
  transmis: { icone: CircleCheck, ton: "succes", couleur: "text-succes" },
  refuse: { icone: ShieldX, ton: "refus", couleur: "text-refus" },
};
