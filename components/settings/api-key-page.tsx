import { AlertesCard } from "@/components/alertes/alertes-card";
import type { FormAction } from "@/components/forms/form-action.types";
import { Message } from "@/components/shell/message";
import { PageHeader } from "@/components/shell/page-header";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import type { EtablissementSubscriptions } from "@/lib/services/alertes/alertes.types";
import type { KeyState } from "@/lib/services/settings/settings.types";
import { BlueKey } from "./blue-key";
import { KeyForm } from "./key-form";
import { KeySteps } from "./key-steps";
import { KeyLastUse, KeySummary, TestResult } from "./key-summary";
import { NightTransmission } from "./night-transmission";
import { TestKey } from "./test-key";

export type ApiKeyPageProps = {
  apiKey: KeyState;
  /** The TBA's connexion-api page, with the établissement's SIRET and UAI. */
  tbaLink: string;
  transmissionActive: boolean;
  /** Who is mailed, for what. */
  subscriptions: EtablissementSubscriptions;
  /** False: the page is read only and says who may change it. */
  canEdit: boolean;
  actions: {
    save: FormAction;
    test: FormAction;
    switchTransmission: FormAction;
    setAlertes: FormAction;
  };
};

/** «Paramétrage › API › Mission Apprentissage». */
export function ApiKeyPage(props: ApiKeyPageProps) {
  const { apiKey, tbaLink, transmissionActive, subscriptions, canEdit, actions } = props;
  return (
    <div className="max-w-3xl space-y-5">
      <PageHeader title="API › Mission Apprentissage" aide="cle" path={["Paramétrage"]}>
        <p className="max-w-prose text-encre-douce">
          Les dossiers des apprentis partent vers le Tableau de bord de l'apprentissage (TBA) par une API. La clé d'API
          prouve au TBA qu'ils viennent de votre établissement.
        </p>
      </PageHeader>
      {canEdit ? null : (
        <Message tone="info" title="Lecture seule">
          Seul un administrateur de l'établissement peut enregistrer ou tester la clé, régler la transmission et les
          alertes.
        </Message>
      )}
      {canEdit ? (
        <Card aria-label="Mise en place de la clé">
          <KeySteps
            blueKey={<BlueKey href={tbaLink} />}
            champ={
              <>
                <KeyForm save={actions.save} present={apiKey.present} />
                <KeySummary apiKey={apiKey} />
                <KeyLastUse use={apiKey.lastUse} />
              </>
            }
            test={
              <>
                {/* What a test said of one key says nothing of the next. */}
                <TestKey key={apiKey.modifiedAt} test={actions.test} present={apiKey.present} />
                <TestResult test={apiKey.lastTest} />
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
            <KeySummary apiKey={apiKey} />
            <KeyLastUse use={apiKey.lastUse} />
            <TestResult test={apiKey.lastTest} />
          </CardContent>
        </Card>
      )}
      <Card>
        <NightTransmission active={transmissionActive} action={canEdit ? actions.switchTransmission : null} />
      </Card>
      <AlertesCard subscriptions={subscriptions} action={canEdit ? actions.setAlertes : null} />
    </div>
  );
}
