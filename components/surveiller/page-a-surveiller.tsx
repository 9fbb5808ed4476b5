import type { ActionFormulaire } from "@/components/formulaire/action-formulaire.types";
import { EntetePage } from "@/components/ui/entete-page";
import type { ActionDepart, ASurveiller } from "@/lib/services/surveiller/surveiller.types";
import { Absents } from "./absents";
import { ChangementsDeStatut } from "./changements-de-statut";
import { Doublons } from "./doublons";

export type PageASurveillerProps = ASurveiller & {
  uai: string;
  declarerDepart: ActionDepart;
  annulerDepart: ActionFormulaire;
  declarerJumeaux: ActionFormulaire;
  annulerJumeaux: ActionFormulaire;
};

/** «Établissement › À surveiller»: what changes by itself, who left without a word, who may be there twice. */
export function PageASurveiller(props: PageASurveillerProps) {
  const { uai, changements, fichier, absents, departs, doubles, jumeaux, peutAgir } = props;
  return (
    <div className="max-w-6xl space-y-5">
      <EntetePage titre="À surveiller" chemin={["Établissement"]} />
      <ChangementsDeStatut uai={uai} changements={changements} />
      <Absents
        uai={uai}
        fichier={fichier}
        absents={absents}
        departs={departs}
        peutAgir={peutAgir}
        declarer={props.declarerDepart}
        annuler={props.annulerDepart}
      />
      <Doublons
        uai={uai}
        doubles={doubles}
        jumeaux={jumeaux}
        peutAgir={peutAgir}
        declarer={props.declarerJumeaux}
        annuler={props.annulerJumeaux}
      />
    </div>
  );
}
