import type { FormAction } from "@/components/forms/form-action.types";
import { Message } from "@/components/shell/message";
import { PageHeader } from "@/components/shell/page-header";
import { Told } from "@/components/shell/told";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { plural } from "@/lib/domain/plural";
import type { RetentionPage as RetentionContent, RetentionState } from "@/lib/services/rgpd/rgpd.types";
import { ErasureList } from "./erasure-list";
import { RetentionForm } from "./retention-form";

type RetentionPageProps = {
  content: RetentionContent;
  /** How many dossiers an erasure just removed, null otherwise. */
  erased: number | null;
  save: (previous: RetentionState, data: FormData) => Promise<RetentionState>;
  readmit: FormAction;
};

/** «Paramétrage › Données personnelles»: for how long what is kept, and who was erased. */
export function RetentionPage({ content, erased, save, readmit }: RetentionPageProps) {
  return (
    <div className="max-w-3xl space-y-5">
      <PageHeader title="Données personnelles" aide="donnees-personnelles" path={["Paramétrage"]}>
        <p className="max-w-prose text-encre-douce">
          Chaque nuit, ce qui est plus vieux que sa durée est retiré, et compté dans le journal. Pour extraire ou
          effacer les données d'une personne, ouvrez son dossier.
        </p>
      </PageHeader>
      {erased === null ? null : (
        <Told sentence={`La personne est effacée : ${plural(erased, "dossier")} en moins.`} className="outline-none">
          <Message tone="success" title="La personne est effacée">
            {plural(erased, "dossier")} en moins. Pensez à la retirer du logiciel, et à écrire au TBA pour ce qu'il
            conserve.
          </Message>
        </Told>
      )}
      <Card>
        <CardHeader>
          <CardTitle>Durées de conservation</CardTitle>
        </CardHeader>
        <CardContent>
          <RetentionForm settings={content.settings} save={save} />
        </CardContent>
      </Card>
      <Card>
        <CardHeader>
          <CardTitle>Durées qui ne se règlent pas</CardTitle>
        </CardHeader>
        <CardContent>
          <ul className="space-y-1">
            {content.house.map(({ kind, label, days }) => (
              <li key={kind}>
                {label} : {plural(days, "jour")}
              </li>
            ))}
          </ul>
        </CardContent>
      </Card>
      <ErasureList erasures={content.erasures} readmit={readmit} />
    </div>
  );
}
