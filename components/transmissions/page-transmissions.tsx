import { Pagination } from "@/components/data-table/pagination";
import type { ActionFormulaire } from "@/components/formulaire/action-formulaire.types";
import { nombreDe } from "@/components/rapport/nombre-de";
import { Card } from "@/components/ui/card";
import { EntetePage } from "@/components/ui/entete-page";
import type { ListeTransmissions } from "@/lib/services/transmission/transmission.types";
import { ProgressionEnDirect } from "./progression-en-direct";
import { Relancer } from "./relancer";
import { TableTransmissions } from "./table-transmissions";

export type PageTransmissionsProps = {
  uai: string;
  liste: ListeTransmissions;
  maintenant: string;
  /** Null for those who may not transmit. */
  relancer: ActionFormulaire | null;
};

/** «Établissement › Transmissions»: every run, by whom, and what became of it. */
export function PageTransmissions({ uai, liste, maintenant, relancer }: PageTransmissionsProps) {
  const { lignes, total, page, pages, file } = liste;
  const [derniere = null] = page === 1 ? lignes : [];
  return (
    <div className="space-y-4">
      <EntetePage titre="Transmissions" chemin={["Établissement"]}>
        <p className="max-w-3xl text-encre-douce">
          Chaque nuit, tous les dossiers valides sont envoyés au TBA. Chaque transmission compte juste : les dossiers à
          envoyer sont acceptés, refusés, ou non envoyés avec la raison.
        </p>
      </EntetePage>
      <ProgressionEnDirect uai={uai} progression={{ transmission: derniere, file }} maintenant={maintenant} />
      {relancer === null ? null : <Relancer action={relancer} bilan={derniere} file={file} />}
      {total === 0 ? (
        <Card className="px-5 py-8 text-encre-douce">
          Aucune transmission pour l'instant. La première partira cette nuit si la clé du TBA est enregistrée, ou dès
          que quelqu'un demande «Transmettre maintenant» depuis le rapport.
        </Card>
      ) : (
        <Card>
          <TableTransmissions uai={uai} lignes={lignes} />
        </Card>
      )}
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-encre-douce">{nombreDe(total, "transmission")}</p>
        <Pagination page={page} pages={pages} chemin={`/${uai}/transmissions`} parametres={{}} />
      </div>
    </div>
  );
}
