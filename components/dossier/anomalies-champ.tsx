import { CircleX, Info, type LucideIcon, TriangleAlert } from "lucide-react";
import { type Gravite, LIBELLES_GRAVITES } from "@/lib/dossier/anomalie";
import type { ChampDossier } from "./groupes-dossier";

const APPARENCES: Readonly<Record<Gravite, { icone: LucideIcon; couleur: string }>> = {
  bloquante: { icone: CircleX, couleur: "text-danger" },
  avalee: { icone: TriangleAlert, couleur: "text-attention" },
  risque: { icone: Info, couleur: "text-attention" },
};

/** What is wrong with a field, under it. */
export function AnomaliesChamp({ id, anomalies }: { id: string; anomalies: ChampDossier["anomalies"] }) {
  if (anomalies.length === 0) return null;
  return (
    <ul id={id} className="space-y-1 text-dense">
      {anomalies.map(({ code, gravite, phrase }) => {
        const { icone: Icone, couleur } = APPARENCES[gravite];
        return (
          <li key={`${code} ${phrase}`} className="flex items-start gap-1.5">
            <Icone aria-hidden="true" className={`mt-px size-4 shrink-0 ${couleur}`} />
            <span>
              <strong className={`font-semibold ${couleur}`}>{LIBELLES_GRAVITES[gravite]} :</strong> {phrase}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
