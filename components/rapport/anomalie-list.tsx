import { Badge, type BadgeTone } from "@/components/ui/badge";
import { ACTOR_LABELS, type Anomalie, SEVERITY_LABELS, type Severity } from "@/lib/domain/anomalie";

const TONES: Readonly<Record<Severity, BadgeTone>> = { bloquante: "danger", avalee: "attention", risque: "neutral" };

type AnomalieListProps = { anomalies: readonly Anomalie[]; tbaMessages: readonly string[] };

/** What is missing or wrong with a dossier, the gravest first, and what the TBA answered when it refused. */
export function AnomalieList({ anomalies, tbaMessages }: AnomalieListProps) {
  return (
    <ul className="divide-y divide-trait text-left">
      {[...new Set(tbaMessages)].map((message) => (
        <li key={message} className="space-y-1 px-3 py-2">
          <Badge tone="refusal">Réponse du TBA</Badge>
          <p>{message}</p>
        </li>
      ))}
      {anomalies.map((anomalie) => (
        <li key={`${anomalie.code} ${anomalie.champs.join(" ")}`} className="space-y-1 px-3 py-2">
          <Badge tone={TONES[anomalie.severity]}>{SEVERITY_LABELS[anomalie.severity]}</Badge>
          <p>{anomalie.sentence}</p>
          {anomalie.actor === "secretariat" ? null : (
            <p className="text-encre-douce">Qui peut agir : {ACTOR_LABELS[anomalie.actor]}.</p>
          )}
        </li>
      ))}
    </ul>
  );
}
