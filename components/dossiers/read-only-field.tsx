import { showValue } from "@/components/field-input/show-value";
import { champOf } from "@/lib/domain/champs";
import { formatSiret } from "@/lib/domain/format-siret";
import { ChampAnomalies } from "./champ-anomalies";
import { type DossierField, SOURCE_LABELS } from "./dossier-groups";

/** One field for those who may only read, and the identifier for everybody. */
export function ReadOnlyField({ champ: { key, value, source, from, anomalies } }: { champ: DossierField }) {
  return (
    <dl id={`champ-${key}`} className="min-w-0 space-y-0.5">
      <dt className="text-sm font-medium">{champOf(key).label}</dt>
      <dd className={value === "" ? "text-encre-douce" : "wrap-anywhere"}>{showValue(key, value)}</dd>
      {source === null ? null : (
        <dd className="text-dense text-encre-douce">
          Corrigé. {SOURCE_LABELS[from]} : {formatSiret(source)}
        </dd>
      )}
      {anomalies.length === 0 ? null : (
        <dd>
          <ChampAnomalies id={`champ-${key}-anomalies`} anomalies={anomalies} />
        </dd>
      )}
    </dl>
  );
}
