import { Info } from "lucide-react";
import { InfoBulle } from "@/components/info-bulle/info-bulle";
import { Badge } from "@/components/ui/badge";
import { LIBELLES_ETATS } from "@/lib/dossier/etat";
import type { LigneRapport } from "@/lib/services/rapport/rapport.types";
import { anomaliesTriees } from "./anomalies-triees";
import { APPARENCES_ETATS } from "./apparence-etat";
import { ListeAnomalies } from "./liste-anomalies";
import { MarquesLigne } from "./marques-ligne";

function couleurDeLIcone(ligne: LigneRapport): string {
  if (ligne.etat === "refuse") return "text-refus";
  return ligne.anomalies.some((a) => a.gravite === "bloquante") ? "text-danger" : "text-attention";
}

/** «État du dossier»: an icon and a word, and the icon whose bubble lists what is missing or wrong; on paper, the list itself. */
export function EtatDossier({ ligne }: { ligne: LigneRapport }) {
  const { icone: Icone, ton } = APPARENCES_ETATS[ligne.etat];
  const points = ligne.anomalies.length + ligne.messagesTba.length;
  const anomalies = anomaliesTriees(ligne.anomalies);
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-0.5">
        <Badge ton={ton}>
          <Icone aria-hidden="true" />
          {LIBELLES_ETATS[ligne.etat]}
        </Badge>
        {points === 0 ? null : (
          <InfoBulle
            nom={`Informations manquantes ou invalides : ${ligne.apprenant} (${points})`}
            className={`print:hidden ${couleurDeLIcone(ligne)}`}
            icone={
              <>
                <Info aria-hidden="true" className="size-4" />
                <span aria-hidden="true" className="tabular-nums">
                  {points}
                </span>
              </>
            }
          >
            <ListeAnomalies anomalies={anomalies} messagesTba={ligne.messagesTba} />
          </InfoBulle>
        )}
      </div>
      {ligne.marques === null ? null : <MarquesLigne marques={ligne.marques} />}
      <ul className="mt-1 hidden list-disc pl-3 text-[7.5pt] leading-tight print:block">
        {[...new Set([...ligne.messagesTba, ...anomalies.map((anomalie) => anomalie.phrase)])].map((phrase) => (
          <li key={phrase}>{phrase}</li>
        ))}
      </ul>
    </>
  );
}
