import { Download } from "lucide-react";
import type { ActionFormulaire } from "@/components/formulaire/action-formulaire.types";
import { EntetePage } from "@/components/ui/entete-page";
import { LienExterne } from "@/components/ui/lien-externe";
import { type Jour, jourFrancais } from "@/lib/dossier/jour";
import { TransmettreMaintenant } from "./transmettre-maintenant";

export type EnteteRapportProps = {
  derniereTransmission: Jour | null;
  transmissionEnCours: boolean;
  cleEnregistree: boolean;
  liens: { tableauDeBord: string; rapportComplet: string };
  /** Null for those who may not save a key. */
  lienCle: string | null;
  /** Null for those who may not transmit. */
  transmettre: ActionFormulaire | null;
};

/** The seed's heading: title, the TBA's own page, the last transmission, the whole report, and «Transmettre maintenant». */
export function EnteteRapport(props: EnteteRapportProps) {
  const { derniereTransmission, transmissionEnCours, cleEnregistree, liens, lienCle, transmettre } = props;
  return (
    <EntetePage
      titre={
        <>
          Tableau de bord de <span className="whitespace-nowrap">l'apprentissage :</span> Rapport de transmission
        </>
      }
      actions={
        transmettre === null ? null : (
          <TransmettreMaintenant
            action={transmettre}
            cleEnregistree={cleEnregistree}
            transmissionEnCours={transmissionEnCours}
            lienCle={lienCle}
          />
        )
      }
    >
      <div className="flex flex-wrap items-center gap-x-6 gap-y-1.5">
        <LienExterne href={liens.tableauDeBord}>Accéder au Tableau de bord de l'apprentissage</LienExterne>
        <p className="text-encre-douce">
          Dernière transmission vers TBA :{" "}
          <strong className="font-semibold text-encre tabular-nums">
            {derniereTransmission === null ? "aucune" : jourFrancais(derniereTransmission)}
          </strong>
        </p>
        <a
          href={liens.rapportComplet}
          download
          className="inline-flex items-center gap-1.5 font-medium text-lien underline-offset-4 hover:underline print:hidden"
        >
          <Download aria-hidden="true" className="size-4 shrink-0" />
          Télécharger le rapport complet
        </a>
      </div>
    </EntetePage>
  );
}
