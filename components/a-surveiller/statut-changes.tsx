import { TableRegion } from "@/components/data-table/table-region";
import { STATUT_ICONS } from "@/components/rapport/statut-icons";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { Table, TableCell, TableHead, TableRowHead } from "@/components/ui/table";
import { frenchDay } from "@/lib/domain/day";
import { STATUT_LABELS } from "@/lib/domain/statut";
import type { StatutTba } from "@/lib/domain/statut.types";
import type { Change } from "@/lib/services/a-surveiller/a-surveiller.types";
import { ApprenantLink } from "./apprenant-link";

const COLORS: Readonly<Record<StatutTba, string>> = {
  ABANDON: "text-danger",
  RUPTURANT: "text-attention",
  APPRENTI: "text-succes",
  INSCRIT: "text-lien",
  FIN_DE_FORMATION: "text-encre-douce",
};

/** «passera en Abandon le 30/11/2026 sans nouveau contrat» */
function sentence({ statut, day, exclusion }: Change): string {
  const when = frenchDay(day);
  const label = STATUT_LABELS[statut];
  if (statut === "ABANDON") {
    return exclusion
      ? `passera en ${label} le ${when}, à la date d'exclusion saisie`
      : `passera en ${label} le ${when} sans nouveau contrat`;
  }
  if (statut === "APPRENTI") return `passera ${label} le ${when} : son contrat commence`;
  if (statut === "RUPTURANT") return `passera en ${label} le ${when} : aucun contrat ne suit`;
  return `passera en ${label} le ${when}`;
}

/** The statuses that change by themselves within 30 days, the soonest first. */
export function StatutChanges({ uai, changes }: { uai: string; changes: readonly Change[] }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Statuts qui changeront d'eux-mêmes d'ici 30 jours ({changes.length})</CardTitle>
        <p className="text-encre-douce">
          Le TBA calcule le statut chaque jour, d'après les dates du dossier. Un nouveau contrat, ou une date corrigée,
          change la suite.
        </p>
      </CardHeader>
      {changes.length === 0 ? (
        <p className="px-5 py-6 text-encre-douce">Aucun statut ne changera d'ici 30 jours.</p>
      ) : (
        <TableRegion aria-label="Statuts qui changeront d'ici 30 jours" className="max-h-112 overflow-y-auto">
          <Table caption="Statuts qui changeront d'ici 30 jours">
            <thead className="sticky top-0">
              <tr>
                {["Le", "Apprenant", "Formation", "Aujourd'hui", "Ce qui va se passer"].map((title) => (
                  <TableHead key={title} scope="col" className="first:pl-5 last:pr-5">
                    {title}
                  </TableHead>
                ))}
              </tr>
            </thead>
            <tbody>
              {changes.map((change) => {
                const Icon = STATUT_ICONS[change.statut];
                return (
                  <tr key={change.id}>
                    <TableCell className="pl-5 whitespace-nowrap">{frenchDay(change.day)}</TableCell>
                    <TableRowHead>
                      <ApprenantLink uai={uai} id={change.id} apprenant={change.apprenant} />
                    </TableRowHead>
                    <TableCell>{change.formation}</TableCell>
                    <TableCell className="whitespace-nowrap">{STATUT_LABELS[change.current]}</TableCell>
                    <TableCell className="pr-5">
                      <span className="flex items-start gap-1.5">
                        <Icon aria-hidden="true" className={`mt-px size-4 shrink-0 ${COLORS[change.statut]}`} />
                        {sentence(change)}
                      </span>
                    </TableCell>
                  </tr>
                );
              })}
            </tbody>
          </Table>
        </TableRegion>
      )}
    </Card>
  );
}
