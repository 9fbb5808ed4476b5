import { CalendarX, Clock } from "lucide-react";
import { type Day, dayToNumber, frenchDay } from "@/lib/domain/day";
import { STATUT_LABELS } from "@/lib/domain/statut";
import type { RapportRow } from "@/lib/services/rapport/rapport.types";
import { STATUT_ICONS } from "./statut-icons";

const DAYS_AHEAD = 30;

/** «passe en Abandon le 30/11/2026», null when nothing changes within 30 days. */
function announce(change: RapportRow["nextChange"], today: Day): string | null {
  if (change === null) return null;
  const within = dayToNumber(change.day) - dayToNumber(today);
  if (within < 0 || within > DAYS_AHEAD) return null;
  const label = STATUT_LABELS[change.statut];
  return `${change.statut === "APPRENTI" ? "passe" : "passe en"} ${label} le ${frenchDay(change.day)}`;
}

/** «Statut sur TBA»: what the TBA shows today, and what it will show soon. */
export function DossierStatut({ row, today }: { row: RapportRow; today: Day }) {
  const Icon = row.statut === null ? CalendarX : STATUT_ICONS[row.statut];
  const soon = announce(row.nextChange, today);
  return (
    <div>
      <span className="flex items-center gap-1.5">
        <Icon aria-hidden="true" className="size-4 shrink-0 text-encre-douce" />
        {row.statut === null ? (
          <span className="text-encre-douce">Inconnu (dates illisibles)</span>
        ) : (
          STATUT_LABELS[row.statut]
        )}
      </span>
      {soon === null ? null : (
        <span className="mt-0.5 flex items-start gap-1 text-xs text-attention">
          <Clock aria-hidden="true" className="mt-0.5 size-3 shrink-0" />
          {soon}
        </span>
      )}
    </div>
  );
}
