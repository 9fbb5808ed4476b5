import { Pagination } from "@/components/data-table/pagination";
import type { ActionFormulaire } from "@/components/formulaire/action-formulaire.types";
import { nombreDe } from "@/components/rapport/nombre-de";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { EntetePage } from "@/components/ui/entete-page";
import type { BilanTransmission, DetailTransmission } from "@/lib/services/transmission/transmission.types";
import { dureeEnClair, secondesEntre } from "./duree";
import { EtatTransmission } from "./etat-transmission";
import { titreTransmission } from "./phrases-transmission";
import { ProgressionEnDirect } from "./progression-en-direct";
import { Relancer } from "./relancer";
import { TableAppels } from "./table-appels";
import { TableDossiers } from "./table-dossiers";

export type PageTransmissionProps = {
  uai: string;
  detail: DetailTransmission;
  maintenant: string;
  /** Null for those who may not transmit, and for a run that is not the last one. */
  relancer: ActionFormulaire | null;
};

/** One run: its figures, its calls, and what became of its dossiers. */
export function PageTransmission({ uai, detail, maintenant, relancer }: PageTransmissionProps) {
  const { bilan, appels, appel, dossiers, file } = detail;
  const chemin = `/${uai}/transmissions/${bilan.id}`;
  const enCours = bilan.etat === "en-cours";
  const titreDossiers = appel === null ? "Dossiers refusés ou non envoyés" : `Dossiers de l'appel n° ${appel}`;
  return (
    <div className="space-y-4">
      <EntetePage titre={titreTransmission(bilan)} chemin={["Établissement", "Transmissions"]} />
      {enCours ? (
        <ProgressionEnDirect uai={uai} progression={{ transmission: bilan, file }} maintenant={maintenant} />
      ) : null}
      <Chiffres bilan={bilan} />
      {relancer === null ? null : <Relancer action={relancer} bilan={bilan} file={file} />}
      <Card>
        <CardHeader>
          <CardTitle>{nombreDe(appels.length, "appel")} au TBA</CardTitle>
        </CardHeader>
        {appels.length === 0 ? (
          <p className="px-5 py-6 text-encre-douce">Aucun dossier à envoyer : le TBA n'a pas été appelé.</p>
        ) : (
          <TableAppels appels={appels} chemin={chemin} choisi={appel} enCours={enCours} />
        )}
      </Card>
      <Card id="dossiers">
        <CardHeader>
          <CardTitle>{titreDossiers}</CardTitle>
        </CardHeader>
        {dossiers.total === 0 ? (
          <p className="px-5 py-6 text-encre-douce">
            Aucun. Pour voir les dossiers acceptés, choisissez un appel dans la liste ci-dessus.
          </p>
        ) : (
          <TableDossiers uai={uai} lignes={dossiers.lignes} />
        )}
      </Card>
      <Pagination
        page={dossiers.page}
        pages={dossiers.pages}
        chemin={chemin}
        parametres={appel === null ? {} : { appel: String(appel) }}
      />
    </div>
  );
}

function Chiffres({ bilan }: { bilan: BilanTransmission }) {
  const { etat, eligibles, acceptes, refuses, nonEnvoyes, invalides, debut, fin, erreur } = bilan;
  const nombre = (n: number) => n.toLocaleString("fr-FR");
  const lignes: [string, string][] = [
    ["À envoyer", nombre(eligibles)],
    ["Acceptés", nombre(acceptes)],
    ["Refusés", nombre(refuses)],
    ["Non envoyés", nombre(nonEnvoyes)],
    ["Invalides, gardés", nombre(invalides)],
    ["Durée", fin === null ? "en cours" : dureeEnClair(secondesEntre(debut, fin))],
  ];
  return (
    <Card className="space-y-3 px-5 py-4">
      <EtatTransmission etat={etat} />
      <dl className="flex flex-wrap gap-x-8 gap-y-2 tabular-nums">
        {lignes.map(([titre, valeur]) => (
          <div key={titre}>
            <dt className="text-dense text-encre-douce">{titre}</dt>
            <dd className="font-semibold">{valeur}</dd>
          </div>
        ))}
      </dl>
      {erreur === null ? null : <p className="font-medium text-danger">{erreur}</p>}
    </Card>
  );
}
