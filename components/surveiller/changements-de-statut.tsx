import { ICONES_STATUTS } from "@/components/rapport/icones-statuts";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { RegionTable, Table, TableCell, TableHead } from "@/components/ui/table";
import { jourFrancais } from "@/lib/dossier/jour";
import { LIBELLES_STATUTS, type StatutTba } from "@/lib/dossier/statut";
import type { Changement } from "@/lib/services/surveiller/surveiller.types";
import { LienApprenant } from "./lien-apprenant";

const COULEURS: Readonly<Record<StatutTba, string>> = {
  ABANDON: "text-danger",
  RUPTURANT: "text-attention",
  APPRENTI: "text-succes",
  INSCRIT: "text-lien",
  FIN_DE_FORMATION: "text-encre-douce",
};

/** «passera en Abandon le 30/11/2026 sans nouveau contrat» */
function phrase({ statut, jour, exclusion }: Changement): string {
  const quand = jourFrancais(jour);
  const libelle = LIBELLES_STATUTS[statut];
  if (statut === "ABANDON") {
    return exclusion
      ? `passera en ${libelle} le ${quand}, à la date d'exclusion saisie`
      : `passera en ${libelle} le ${quand} sans nouveau contrat`;
  }
  if (statut === "APPRENTI") return `passera ${libelle} le ${quand} : son contrat commence`;
  if (statut === "RUPTURANT") return `passera en ${libelle} le ${quand} : aucun contrat ne suit`;
  return `passera en ${libelle} le ${quand}`;
}

/** The statuses that change by themselves within 30 days, the soonest first. */
export function ChangementsDeStatut({ uai, changements }: { uai: string; changements: readonly Changement[] }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Statuts qui changeront d'eux-mêmes d'ici 30 jours ({changements.length})</CardTitle>
        <p className="text-encre-douce">
          Le TBA calcule le statut chaque jour, d'après les dates du dossier. Un nouveau contrat, ou une date corrigée,
          change la suite.
        </p>
      </CardHeader>
      {changements.length === 0 ? (
        <p className="px-5 py-6 text-encre-douce">Aucun statut ne changera d'ici 30 jours.</p>
      ) : (
        <RegionTable aria-label="Statuts qui changeront d'ici 30 jours" className="max-h-112 overflow-y-auto">
          <Table>
            <thead className="sticky top-0">
              <tr>
                {["Le", "Apprenant", "Formation", "Aujourd'hui", "Ce qui va se passer"].map((titre) => (
                  <TableHead key={titre} scope="col" className="first:pl-5 last:pr-5">
                    {titre}
                  </TableHead>
                ))}
              </tr>
            </thead>
            <tbody>
              {changements.map((changement) => {
                const Icone = ICONES_STATUTS[changement.statut];
                return (
                  <tr key={changement.id}>
                    <TableCell className="pl-5 whitespace-nowrap">{jourFrancais(changement.jour)}</TableCell>
                    <TableCell>
                      <LienApprenant uai={uai} id={changement.id} apprenant={changement.apprenant} />
                    </TableCell>
                    <TableCell>{changement.formation}</TableCell>
                    <TableCell className="whitespace-nowrap">{LIBELLES_STATUTS[changement.actuel]}</TableCell>
                    <TableCell className="pr-5">
                      <span className="flex items-start gap-1.5">
                        <Icone aria-hidden="true" className={`mt-px size-4 shrink-0 ${COULEURS[changement.statut]}`} />
                        {phrase(changement)}
                      </span>
                    </TableCell>
                  </tr>
                );
              })}
            </tbody>
          </Table>
        </RegionTable>
      )}
    </Card>
  );
}
