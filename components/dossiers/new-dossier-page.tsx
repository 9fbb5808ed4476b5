import { PageHeader } from "@/components/shell/page-header";
import type { JsonObject } from "@/lib/domain/json";
import { rapportPath } from "@/lib/domain/rapport-path";
import type { DossierAction } from "@/lib/services/dossiers/dossiers.types";
import { dossierGroups } from "./dossier-groups";
import { NewDossierForm } from "./new-dossier-form";

type NewDossierPageProps = { uai: string; owner: string; defaults: JsonObject; create: DossierAction };

/** «Nouveau dossier»: an apprentice typed in, for a CFA that has no software or a dossier that it does not export yet. */
export function NewDossierPage({ uai, owner, defaults, create }: NewDossierPageProps) {
  const groups = dossierGroups({ source: defaults, corrections: {}, anomalies: [] });
  return (
    <div className="space-y-4">
      <PageHeader title="Nouveau dossier" aide="dossier" path={["Établissement", "Apprenants"]}>
        <p className="max-w-prose text-encre-douce">
          Le nom, le prénom, la date de naissance et l'année scolaire suffisent pour commencer : ce qui manque encore
          sera signalé sur le dossier. Si votre logiciel l'envoie plus tard sous le même identifiant, ses valeurs
          l'emporteront, et ce qu'il ne dit pas restera.
        </p>
      </PageHeader>
      <NewDossierForm owner={owner} groups={groups} create={create} cancel={rapportPath(uai)} />
    </div>
  );
}
