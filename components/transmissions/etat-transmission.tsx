import { CircleCheck, CircleX, LoaderCircle, type LucideIcon, TriangleAlert } from "lucide-react";
import { Badge, type TonBadge } from "@/components/ui/badge";
import type { BilanTransmission } from "@/lib/services/transmission/transmission.types";

type Etat = BilanTransmission["etat"];

const APPARENCES: Readonly<Record<Etat, { libelle: string; icone: LucideIcon; ton: TonBadge }>> = {
  "en-cours": { libelle: "En cours", icone: LoaderCircle, ton: "info" },
  terminee: { libelle: "Terminée", icone: CircleCheck, ton: "succes" },
  interrompue: { libelle: "Interrompue", icone: TriangleAlert, ton: "attention" },
  echouee: { libelle: "En échec", icone: CircleX, ton: "danger" },
};

/** How a run ended, as an icon and a word. */
export function EtatTransmission({ etat }: { etat: Etat }) {
  const { libelle, icone: Icone, ton } = APPARENCES[etat];
  return (
    <Badge ton={ton}>
      <Icone aria-hidden="true" />
      {libelle}
    </Badge>
  );
}
