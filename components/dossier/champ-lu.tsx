import { montrerValeur } from "@/components/champ/montrer-valeur";
import { champDe } from "@/lib/dossier/champs";
import { AnomaliesChamp } from "./anomalies-champ";
import type { ChampDossier } from "./groupes-dossier";

/** One field for those who may only read, and the identifier for everybody. */
export function ChampLu({ champ: { cle, valeur, source, anomalies } }: { champ: ChampDossier }) {
  return (
    <dl id={`champ-${cle}`} className="min-w-0 space-y-0.5">
      <dt className="text-sm font-medium">{champDe(cle).libelle}</dt>
      <dd className={valeur === "" ? "text-encre-douce" : "wrap-anywhere"}>{montrerValeur(cle, valeur)}</dd>
      {source === null ? null : <dd className="text-dense text-encre-douce">Corrigé. Logiciel : {source}</dd>}
      {anomalies.length === 0 ? null : (
        <dd>
          <AnomaliesChamp id={`champ-${cle}-anomalies`} anomalies={anomalies} />
        </dd>
      )}
    </dl>
  );
}
