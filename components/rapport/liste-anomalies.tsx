import { Badge, type TonBadge } from "@/components/ui/badge";
import { type Anomalie, type Gravite, LIBELLES_ACTEURS, LIBELLES_GRAVITES } from "@/lib/dossier/anomalie";

const TONS: Readonly<Record<Gravite, TonBadge>> = { bloquante: "danger", avalee: "attention", risque: "neutre" };

type ListeAnomaliesProps = { anomalies: readonly Anomalie[]; messagesTba: readonly string[] };

/** What is missing or wrong with a dossier, the gravest first, and what the TBA answered when it refused. */
export function ListeAnomalies({ anomalies, messagesTba }: ListeAnomaliesProps) {
  return (
    <ul className="divide-y divide-trait text-left">
      {[...new Set(messagesTba)].map((message) => (
        <li key={message} className="space-y-1 px-3 py-2">
          <Badge ton="refus">Réponse du TBA</Badge>
          <p>{message}</p>
        </li>
      ))}
      {anomalies.map((anomalie) => (
        <li key={`${anomalie.code} ${anomalie.champs.join(" ")}`} className="space-y-1 px-3 py-2">
          <Badge ton={TONS[anomalie.gravite]}>{LIBELLES_GRAVITES[anomalie.gravite]}</Badge>
          <p>{anomalie.phrase}</p>
          {anomalie.acteur === "secretariat" ? null : (
            <p className="text-encre-douce">Qui peut agir : {LIBELLES_ACTEURS[anomalie.acteur]}.</p>
          )}
        </li>
      ))}
    </ul>
  );
}
