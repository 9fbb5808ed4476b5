import { CalendarX, Clock } from "lucide-react";
import { type Jour, jourEnNombre, jourFrancais } from "@/lib/dossier/jour";
import { LIBELLES_STATUTS } from "@/lib/dossier/statut";
import type { LigneRapport } from "@/lib/services/rapport/rapport.types";
import { ICONES_STATUTS } from "./icones-statuts";

const JOURS_D_AVANCE = 30;

/** «passe en Abandon le 30/11/2026», null when nothing changes within 30 days. */
function annonce(changement: LigneRapport["prochainChangement"], aujourdhui: Jour): string | null {
  if (changement === null) return null;
  const dans = jourEnNombre(changement.jour) - jourEnNombre(aujourdhui);
  if (dans < 0 || dans > JOURS_D_AVANCE) return null;
  const libelle = LIBELLES_STATUTS[changement.statut];
  return `${changement.statut === "APPRENTI" ? "passe" : "passe en"} ${libelle} le ${jourFrancais(changement.jour)}`;
}

/** «Statut sur TBA»: what the TBA shows today, and what it will show soon. */
export function StatutDossier({ ligne, aujourdhui }: { ligne: LigneRapport; aujourdhui: Jour }) {
  const Icone = ligne.statut === null ? CalendarX : ICONES_STATUTS[ligne.statut];
  const bientot = annonce(ligne.prochainChangement, aujourdhui);
  return (
    <div>
      <span className="flex items-center gap-1.5">
        <Icone aria-hidden="true" className="size-4 shrink-0 text-encre-douce" />
        {ligne.statut === null ? (
          <span className="text-encre-douce">Inconnu (dates illisibles)</span>
        ) : (
          LIBELLES_STATUTS[ligne.statut]
        )}
      </span>
      {bientot === null ? null : (
        <span className="mt-0.5 flex items-start gap-1 text-xs text-attention">
          <Clock aria-hidden="true" className="mt-0.5 size-3 shrink-0" />
          {bientot}
        </span>
      )}
    </div>
  );
}
