"use client";

import type { ReactNode } from "react";
import { PageLink } from "@/components/shell/page-link";
import "@/components/data-table/cards.css";
import { TableRegion } from "@/components/data-table/table-region";
import { dossierLink } from "@/components/dossiers/dossier-link";
import { STATUT_ICONS } from "@/components/rapport/statut-icons";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { Table, TableHead } from "@/components/ui/table";
import { frenchDay } from "@/lib/domain/day";
import { STATUT_LABELS } from "@/lib/domain/statut";
import type { StatutTba } from "@/lib/domain/statut.types";
import type { Change, Listed } from "@/lib/services/a-surveiller/a-surveiller.types";

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
  if (statut === "APPRENTI") return `passera ${label} le ${when} : son contrat commence`;
  if (statut === "RUPTURANT") return `passera en ${label} le ${when} : aucun contrat ne suit`;
  return `passera en ${label} le ${when}`;
}

/** The statuses that change by themselves within 30 days, the soonest first. */
export function StatutChanges({ uai, changes, more }: { uai: string; changes: Listed<Change>; more: ReactNode }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>
          Statuts qui changeront d'eux-mêmes d'ici 30 jours ({changes.kept.toLocaleString("fr-FR")})
        </CardTitle>
        <p className="text-encre-douce">
          Le TBA calcule le statut chaque jour, d'après les dates du dossier. Un nouveau contrat, ou une date corrigée,
          change la suite.
        </p>
      </CardHeader>
      {changes.kept === 0 ? (
        <p className="px-5 py-6 text-encre-douce">Aucun statut ne changera d'ici 30 jours.</p>
      ) : (
        <TableRegion
          aria-label="Statuts qui changeront d'ici 30 jours"
          className="[&_a]:font-medium [&_a]:text-lien [&_a]:underline-offset-4 [&_a:hover]:underline [&_tbody_svg]:mt-px [&_tbody_svg]:size-4 [&_tbody_svg]:shrink-0 [&_tbody_:is(td,th)]:border-b [&_tbody_:is(td,th)]:border-trait [&_tbody_:is(td,th)]:px-3 [&_tbody_:is(td,th)]:py-2 [&_tbody_:is(td,th)]:align-top [&_tbody_:is(td,th):first-child]:pl-5 [&_tbody_:is(td,th):last-child]:pr-5 [&_tbody_th]:text-left [&_tbody_td:nth-child(1)]:whitespace-nowrap [&_tbody_td:nth-child(4)]:whitespace-nowrap"
        >
          <Table
            caption="Statuts qui changeront d'ici 30 jours"
            className="cartes max-md:[&_tbody_th]:order-first max-md:[&_tbody_th]:basis-full"
          >
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
              {changes.items.map((change) => {
                const Icon = STATUT_ICONS[change.statut];
                return (
                  <tr key={change.id}>
                    <td>{frenchDay(change.day)}</td>
                    <th scope="row">
                      <PageLink href={dossierLink(uai, change.id)}>
                        {change.apprenant === "" ? "Sans nom" : change.apprenant}
                      </PageLink>
                    </th>
                    <td>{change.formation}</td>
                    <td>{STATUT_LABELS[change.current]}</td>
                    <td>
                      <span className="flex items-start gap-1.5">
                        <Icon aria-hidden="true" className={COLORS[change.statut]} />
                        {sentence(change)}
                      </span>
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </Table>
        </TableRegion>
      )}
      <div className="px-5 py-3 empty:hidden">{more}</div>
    </Card>
  );
}
