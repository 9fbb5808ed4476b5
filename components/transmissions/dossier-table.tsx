import { Ban, CircleCheck, CircleHelp, CircleX, type LucideIcon } from "lucide-react";
import { PageLink } from "@/components/shell/page-link";
import "@/components/data-table/cards.css";
import { TableRegion } from "@/components/data-table/table-region";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { Table, TableCell, TableHead, TableRowHead } from "@/components/ui/table";
import type { DossierOutcome, RunDossier } from "@/lib/services/transmissions/transmissions.types";

const OUTCOMES: Readonly<Record<DossierOutcome, { label: string; icon: LucideIcon; tone: BadgeTone }>> = {
  accepted: { label: "Accepté", icon: CircleCheck, tone: "success" },
  refused: { label: "Refusé par le TBA", icon: Ban, tone: "refusal" },
  "not-sent": { label: "Non envoyé", icon: CircleX, tone: "attention" },
  unanswered: { label: "Sans réponse", icon: CircleHelp, tone: "neutral" },
};

type DossierTableProps = { uai: string; rows: readonly RunDossier[] };

/** What became of each dossier of a run, with the reason; each leads to what was sent and answered. */
export function DossierTable({ uai, rows }: DossierTableProps) {
  return (
    <TableRegion aria-label="Dossiers">
      <Table caption="Dossiers" className="cartes">
        <thead>
          <tr>
            <TableHead scope="col" className="pl-5">
              Apprenant
            </TableHead>
            <TableHead scope="col">Formation</TableHead>
            <TableHead scope="col">Ce qu'il est devenu</TableHead>
            <TableHead scope="col" className="pr-5">
              Raison
            </TableHead>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, apprenant, formation, outcome, messages }) => {
            const { label, icon: Icon, tone } = OUTCOMES[outcome];
            return (
              <tr key={id} className="hover:bg-surface-douce/60">
                <TableRowHead className="min-w-40 pl-5">
                  <PageLink
                    href={`/${uai}/apprenants/${id}`}
                    className="font-medium text-lien underline underline-offset-4 hover:no-underline"
                  >
                    {apprenant || "Sans nom"}
                  </PageLink>
                </TableRowHead>
                <TableCell className="min-w-40">{formation}</TableCell>
                <TableCell>
                  <Badge tone={tone}>
                    <Icon aria-hidden="true" />
                    {label}
                  </Badge>
                </TableCell>
                <TableCell className="min-w-56 pr-5">
                  {[...new Set(messages)].map((message) => (
                    <p key={message}>{message}</p>
                  ))}
                </TableCell>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </TableRegion>
  );
}
