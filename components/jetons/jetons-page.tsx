import { CONNECT } from "@/components/api-docs/docs-links";
import type { FormAction } from "@/components/forms/form-action.types";
import { PageHeader } from "@/components/shell/page-header";
import { PageLink } from "@/components/shell/page-link";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import type { JetonRow } from "@/lib/services/jetons/jetons.types";
import type { JetonAction } from "./jeton-action.types";
import { JetonForm } from "./jeton-form";
import { JetonItem } from "./jeton-item";

type JetonsPageProps = {
  uai: string;
  jetons: JetonRow[];
  /** What the software takes in the place of the TBA's own address. */
  baseUrl: string;
  actions: { create: JetonAction; revoke: FormAction };
};

/** «Paramétrage › API › Logiciels». */
export function JetonsPage({ uai, jetons, baseUrl, actions }: JetonsPageProps) {
  return (
    <div className="max-w-4xl space-y-5">
      <PageHeader title="Logiciels" aide="logiciels" path={["Paramétrage", "API"]}>
        <p className="max-w-prose text-encre-douce">
          Un logiciel qui sait déjà envoyer ses dossiers au TBA les envoie ici de même : remplacez-y l'adresse du TBA
          par <code className="wrap-anywhere">{baseUrl}</code>, et sa clé par un jeton de cette page.{" "}
          <a className="text-lien underline underline-offset-4" href={CONNECT}>
            Brancher un logiciel
          </a>{" "}
          le dit à son éditeur.
        </p>
        <p className="max-w-prose">
          <PageLink
            href={`/${uai}/parametrage/api/logiciels/notifications`}
            className="font-medium text-lien underline underline-offset-4"
          >
            Notifications
          </PageLink>
           : prévenir un logiciel de ce qui se passe ici.
        </p>
      </PageHeader>
      <Card>
        <CardHeader>
          <CardTitle>Créer un jeton</CardTitle>
        </CardHeader>
        <CardContent>
          <JetonForm create={actions.create} />
        </CardContent>
      </Card>
      <Card>
        <CardHeader>
          <CardTitle>Jetons</CardTitle>
        </CardHeader>
        {jetons.length === 0 ? (
          <CardContent>
            <p className="text-encre-douce">Aucun logiciel n'est branché pour le moment.</p>
          </CardContent>
        ) : (
          <ul className="divide-y divide-trait">
            {jetons.map((jeton) => (
              <JetonItem key={jeton.id} jeton={jeton} revoke={actions.revoke} />
            ))}
          </ul>
        )}
      </Card>
    </div>
  );
}
