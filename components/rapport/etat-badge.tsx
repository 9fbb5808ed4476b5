import { Info } from "lucide-react";
import { InfoTooltip } from "@/components/shell/info-tooltip";
import { Badge } from "@/components/ui/badge";
import { ETAT_LABELS } from "@/lib/domain/etat";
import type { RapportRow } from "@/lib/services/rapport/rapport.types";
import { AnomalieList } from "./anomalie-list";
import { ETAT_APPEARANCES } from "./etat-appearance";
import { EtatReserve } from "./etat-reserve";
import { RowMarks } from "./row-marks";
import { sortedAnomalies } from "./sorted-anomalies";

function iconColor(row: RapportRow): string {
  if (row.etat === "refuse") return "text-refus";
  return row.anomalies.some((a) => a.severity === "bloquante") ? "text-danger" : "text-attention";
}

/** «État du dossier»: an icon and a word, and the icon whose bubble lists what is missing or wrong; on paper, the list itself. */
export function EtatBadge({ row }: { row: RapportRow }) {
  const { icon: Icon, tone } = ETAT_APPEARANCES[row.etat];
  const points = row.anomalies.length + row.tbaMessages.length;
  const anomalies = sortedAnomalies(row.anomalies);
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-0.5">
        <Badge tone={tone}>
          <Icon aria-hidden="true" />
          {ETAT_LABELS[row.etat]}
        </Badge>
        {points === 0 ? null : (
          <InfoTooltip
            name={`Informations manquantes ou invalides : ${row.apprenant} (${points})`}
            className={`print:hidden ${iconColor(row)}`}
            icon={
              <>
                <Info aria-hidden="true" className="size-4" />
                <span aria-hidden="true" className="tabular-nums">
                  {points}
                </span>
              </>
            }
          >
            <AnomalieList anomalies={anomalies} tbaMessages={row.tbaMessages} />
          </InfoTooltip>
        )}
      </div>
      <EtatReserve etat={row.etat} anomalies={row.anomalies} />
      {row.marks === null ? null : <RowMarks marks={row.marks} />}
      <ul className="mt-1 hidden list-disc pl-3 text-[7.5pt] leading-tight print:block">
        {[...new Set([...row.tbaMessages, ...anomalies.map((anomalie) => anomalie.sentence)])].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </>
  );
}
