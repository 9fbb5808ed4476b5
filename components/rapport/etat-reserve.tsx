import { EyeOff } from "lucide-react";
import type { Anomalie } from "@/lib/domain/anomalie";
import type { EtatDossierValue } from "@/lib/domain/etat";
import { reserveOf } from "@/lib/domain/not-shown";

/** What must be said beside «Transmis sur TBA» when the TBA will not show the dossier. */
export function EtatReserve({ etat, anomalies }: { etat: EtatDossierValue; anomalies: readonly Anomalie[] }) {
  const reserve = reserveOf(etat, anomalies);
  if (reserve === null) return null;
  return (
    <p className="mt-0.5 flex items-start gap-1 text-xs text-attention">
      <EyeOff aria-hidden="true" className="mt-0.5 size-3 shrink-0" />
      {reserve}
    </p>
  );
}
