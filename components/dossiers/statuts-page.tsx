import { ArrowLeft } from "lucide-react";
import "@/components/data-table/cards.css";
import { TableRegion } from "@/components/data-table/table-region";
import { STATUT_ICONS } from "@/components/rapport/statut-icons";
import { PageHeader } from "@/components/shell/page-header";
import { PageLink } from "@/components/shell/page-link";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { Table, TableCell, TableHead, TableRowHead } from "@/components/ui/table";
import { frenchDay } from "@/lib/domain/day";
import { STATUT_LABELS } from "@/lib/domain/statut";
import type { DossierStatuts } from "@/lib/services/dossiers/statuts.types";
import { KeptExclusionNote } from "./kept-exclusion-note";
import { StatutDayForm } from "./statut-day-form";

/** `unread`: what was typed for a day and is none; today is shown then. */
type StatutsPageProps = { uai: string; statuts: DossierStatuts; unread: string };

/** A dossier's statuses: what the TBA would show on any day, and the rule of each change. */
export function StatutsPage({ uai, statuts, unread }: StatutsPageProps) {
  const { id, apprenant, formation, today, steps, exclusion } = statuts;
  const dossier = `/${uai}/apprenants/${id}`;
  const name = apprenant === "" ? "Apprenant sans nom" : apprenant;
  return (
    <div className="max-w-4xl space-y-5">
      <PageLink
        href={dossier}
        className="inline-flex items-center gap-1.5 font-medium text-lien underline-offset-4 hover:underline print:hidden"
      >
        <ArrowLeft aria-hidden="true" className="size-4" />
        Retour au dossier
      </PageLink>
      <PageHeader title="Statuts sur le TBA" aide="dossier" path={["Apprenants", name]}>
        <p className="max-w-prose text-encre-douce">
          Le TBA ne prend pas le statut que le logiciel donne : il le calcule jour par jour, d'après les dates de la
          formation, des contrats et de l'exclusion.{formation === "" ? "" : ` Formation : ${formation}.`}
        </p>
      </PageHeader>
      <Card>
        <CardHeader>
          <CardTitle>Un jour donné</CardTitle>
        </CardHeader>
        <CardContent className="space-y-3">
          <StatutDayForm path={`${dossier}/statuts`} day={statuts.day} unread={unread} />
          <Shown statuts={statuts} />
        </CardContent>
      </Card>
      <Card>
        <CardHeader>
          <CardTitle>Chaque changement, et pourquoi</CardTitle>
        </CardHeader>
        {steps.length === 0 ? (
          <p className="px-5 py-6 text-encre-douce">
            Les dates de la formation manquent ou ne se lisent pas : corrigez-les sur la page du dossier.
          </p>
        ) : (
          <Steps steps={steps} day={statuts.day} />
        )}
        <CardContent className="empty:hidden">
          <KeptExclusionNote exclusion={exclusion} today={today} />
        </CardContent>
      </Card>
    </div>
  );
}

function Shown({ statuts: { day, today, shown } }: { statuts: DossierStatuts }) {
  if (shown === null) return null;
  const Icon = STATUT_ICONS[shown.statut];
  return (
    <div role="status">
      <p className="flex flex-wrap items-center gap-x-2">
        {day === today ? "Aujourd'hui" : `Le ${frenchDay(day)}`}, le TBA affiche :
        <strong className="inline-flex items-center gap-1.5 font-semibold">
          <Icon aria-hidden="true" className="size-4 shrink-0" />
          {STATUT_LABELS[shown.statut]}
        </strong>
      </p>
      <p className="text-encre-douce">{shown.rule}</p>
    </div>
  );
}

function Steps({ steps, day }: { steps: DossierStatuts["steps"]; day: string }) {
  const current = steps.findLastIndex((step) => step.day <= day);
  return (
    <TableRegion aria-label="Changements de statut">
      <Table caption="Changements de statut" className="cartes">
        <thead>
          <tr>
            {["À partir du", "Statut sur TBA", "La règle"].map((title) => (
              <TableHead key={title} scope="col" className="first:pl-5 last:pr-5">
                {title}
              </TableHead>
            ))}
          </tr>
        </thead>
        <tbody>
          {steps.map(({ day: from, statut, rule }, rank) => {
            const Icon = STATUT_ICONS[statut];
            return (
              <tr
                key={from}
                aria-current={rank === current ? "true" : undefined}
                className="aria-[current]:bg-bleu-doux"
              >
                <TableRowHead className="pl-5 whitespace-nowrap tabular-nums">{frenchDay(from)}</TableRowHead>
                <TableCell className="whitespace-nowrap">
                  <span className="inline-flex items-center gap-1.5">
                    <Icon aria-hidden="true" className="size-4 shrink-0" />
                    {STATUT_LABELS[statut]}
                  </span>
                </TableCell>
                <TableCell className="min-w-56 pr-5">{rule}</TableCell>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </TableRegion>
  );
}
