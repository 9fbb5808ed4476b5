import { CircleCheck, CircleX, LoaderCircle, type LucideIcon, TriangleAlert } from "lucide-react";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import type { TransmissionSummary } from "@/lib/services/transmissions/transmissions.types";

type EtatDossierValue = TransmissionSummary["status"];

const APPEARANCES: Readonly<Record<EtatDossierValue, { label: string; icon: LucideIcon; tone: BadgeTone }>> = {
  running: { label: "En cours", icon: LoaderCircle, tone: "info" },
  completed: { label: "Terminée", icon: CircleCheck, tone: "success" },
  interrupted: { label: "Interrompue", icon: TriangleAlert, tone: "attention" },
  failed: { label: "En échec", icon: CircleX, tone: "danger" },
};

/** How a run ended, as an icon and a word. */
export function TransmissionStatus({ status }: { status: EtatDossierValue }) {
  const { label, icon: Icon, tone } = APPEARANCES[status];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden="true" />
      {label}
    </Badge>
  );
}
