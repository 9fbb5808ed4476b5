import { CarteAlertes } from "@/components/alertes/carte-alertes";
import type { ActionFormulaire } from "@/components/formulaire/action-formulaire.types";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { EntetePage } from "@/components/ui/entete-page";
import { Message } from "@/components/ui/message";
import type { AbonnementsEtablissement } from "@/lib/services/alertes/alertes.types";
import type { EtatCle } from "@/lib/services/parametrage/parametrage.types";
import { CleBleue } from "./cle-bleue";
import { EtapesCle } from "./etapes-cle";
import { FormulaireCle } from "./formulaire-cle";
import { ResultatTest, ResumeCle } from "./resume-cle";
import { TesterCle } from "./tester-cle";
import { TransmissionNuit } from "./transmission-nuit";

export type PageCleApiProps = {
  cle: EtatCle;
  /** The TBA's connexion-api page, with the établissement's SIRET and UAI. */
  lienTba: string;
  transmissionActive: boolean;
  /** Who is mailed, for what. */
  abonnements: AbonnementsEtablissement;
  /** False: the page is read only and says who may change it. */
  peutModifier: boolean;
  actions: {
    enregistrer: ActionFormulaire;
    tester: ActionFormulaire;
    changerTransmission: ActionFormulaire;
    reglerAlertes: ActionFormulaire;
  };
};

/** «Paramétrage › API › Mission Apprentissage». */
export function PageCleApi(props: PageCleApiProps) {
  const { cle, lienTba, transmissionActive, abonnements, peutModifier, actions } = props;
  return (
    <div className="max-w-3xl space-y-5">
      <EntetePage titre="API › Mission Apprentissage" chemin={["Paramétrage"]}>
        <p className="max-w-prose text-encre-douce">
          Les dossiers des apprentis partent vers le Tableau de bord de l'apprentissage (TBA) par une API. La clé d'API
          prouve au TBA qu'ils viennent de votre établissement.
        </p>
      </EntetePage>
      {peutModifier ? null : (
        <Message ton="info" titre="Lecture seule">
          Seul un administrateur de l'établissement peut enregistrer ou tester la clé, régler la transmission et les
          alertes.
        </Message>
      )}
      {peutModifier ? (
        <Card aria-label="Mise en place de la clé">
          <EtapesCle
            cleBleue={<CleBleue href={lienTba} />}
            champ={
              <>
                <FormulaireCle enregistrer={actions.enregistrer} presente={cle.presente} />
                <ResumeCle cle={cle} />
              </>
            }
            test={
              <>
                <TesterCle tester={actions.tester} presente={cle.presente} />
                <ResultatTest test={cle.dernierTest} />
              </>
            }
          />
        </Card>
      ) : (
        <Card>
          <CardHeader>
            <CardTitle>Clé d'API</CardTitle>
          </CardHeader>
          <CardContent className="space-y-2">
            <ResumeCle cle={cle} />
            <ResultatTest test={cle.dernierTest} />
          </CardContent>
        </Card>
      )}
      <Card>
        <TransmissionNuit active={transmissionActive} action={peutModifier ? actions.changerTransmission : null} />
      </Card>
      <CarteAlertes abonnements={abonnements} action={peutModifier ? actions.reglerAlertes : null} />
    </div>
  );
}
