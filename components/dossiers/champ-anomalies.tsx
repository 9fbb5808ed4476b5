import { CircleX, Info, type LucideIcon, TriangleAlert } from "lucide-react";
import { SEVERITY_LABELS, type Severity } from "@/lib/domain/anomalie";
import { formatSirets } from "@/lib/domain/format-siret";
import type { DossierField } from "./dossier-groups";

const APPEARANCES: Readonly<Record<Severity, { icon: LucideIcon; color: string }>> = {
  bloquante: { icon: CircleX, color: "text-danger" },
  avalee: { icon: TriangleAlert, color: "text-attention" },
  risque: { icon: Info, color: "text-attention" },
};

/** What is wrong with a field, under it. */
export function ChampAnomalies({ id, anomalies }: { id: string; anomalies: DossierField["anomalies"] }) {
  if (anomalies.length === 0) return null;
  return (
    <ul id={id} className="space-y-1 text-dense">
      {anomalies.map(({ code, severity, sentence }) => {
        const { icon: Icon, color } = APPEARANCES[severity];
        return (
          <li key={`${code} ${sentence}`} className="flex items-start gap-1.5">
            <Icon aria-hidden="true" className={`mt-px size-4 shrink-0 ${color}`} />
            <span>
              <strong className={`font-semibold ${color}`}>{SEVERITY_LABELS[severity]} :</strong>{" "}
              {formatSirets(sentence)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
