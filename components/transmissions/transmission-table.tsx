import { TableRegion } from "@/components/data-table/table-region";
import { parisInstant } from "@/components/dates/paris-instant";
import { OutsideLink } from "@/components/shell/outside-link";
import { PageLink } from "@/components/shell/page-link";
import { Table, TableCell, TableHead, TableRowHead } from "@/components/ui/table";
import type { TransmissionList } from "@/lib/services/transmissions/transmissions.types";
import "@/components/data-table/cards.css";
import { formatDuration, secondsBetween } from "./duration";
import { TransmissionStatus } from "./transmission-status";

const FIGURES = ["Envoyés", "Acceptés", "Refusés", "Non envoyés", "Invalides"] as const;

/** The runs of an établissement, a line each. */
export function TransmissionTable({ uai, rows }: { uai: string; rows: TransmissionList["rows"] }) {
  return (
    <TableRegion aria-label="Transmissions">
      <Table caption="Transmissions" className="cartes larges serre">
        <thead>
          <tr>
            <TableHead scope="col" className="pl-5">
              Début
            </TableHead>
            <TableHead scope="col">Demandée par</TableHead>
            <TableHead scope="col">État</TableHead>
            {FIGURES.map((title) => (
              <TableHead key={title} scope="col" className="text-right">
                {title}
              </TableHead>
            ))}
            <TableHead scope="col" className="text-right">
              Durée
            </TableHead>
            <TableHead scope="col" className="pr-5">
              Ce qui s'est passé
            </TableHead>
          </tr>
        </thead>
        <tbody>
          {rows.map((summary) => (
            <Row key={summary.id} uai={uai} summary={summary} />
          ))}
        </tbody>
      </Table>
    </TableRegion>
  );
}

function Row({ uai, summary }: { uai: string; summary: TransmissionList["rows"][number] }) {
  const { id, startedAt, endedAt, trigger, by, status, accepted, refused, notSent, invalides, error } = summary;
  const next = summary.resumedFrom === null ? "" : "Reprise de la précédente.";
  return (
    <tr className="hover:bg-surface-douce/60">
      <TableRowHead className="pl-5 whitespace-nowrap">
        <PageLink
          href={`/${uai}/transmissions/${id}`}
          className="font-medium text-lien underline underline-offset-4 hover:no-underline"
        >
          {parisInstant(startedAt)}
        </PageLink>
      </TableRowHead>
      <TableCell>{trigger === "clock" ? "Automatique (nuit)" : (by ?? "Une personne partie depuis")}</TableCell>
      <TableCell>
        <TransmissionStatus status={status} />
      </TableCell>
      {[accepted + refused, accepted, refused, notSent, invalides].map((value, sequence) => (
        <TableCell key={FIGURES[sequence]} data-titre={FIGURES[sequence]} className="text-right">
          {value.toLocaleString("fr-FR")}
        </TableCell>
      ))}
      <TableCell data-titre="Durée" className="text-right whitespace-nowrap">
        {endedAt === null ? "" : formatDuration(secondsBetween(startedAt, endedAt))}
      </TableCell>
      <TableCell className="min-w-44 pr-5">
        {[error, next].filter(Boolean).join(" ")}{" "}
        {summary.tbaPage === null ? null : (
          <OutsideLink href={summary.tbaPage} className="text-dense">
            Au TBA<span className="sr-only"> : la transmission du {parisInstant(startedAt)}</span>
          </OutsideLink>
        )}
      </TableCell>
    </tr>
  );
}
