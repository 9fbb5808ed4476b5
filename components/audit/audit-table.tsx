import { PageLink } from "@/components/shell/page-link";
import "@/components/data-table/cards.css";
import { TableRegion } from "@/components/data-table/table-region";
import { parisInstant } from "@/components/dates/paris-instant";
import { Table, TableCell, TableHead, TableRowHead } from "@/components/ui/table";
import type { AuditLine } from "@/lib/services/audit/audit.types";

const TITLES = ["Quand", "Qui", "Ce qui s'est passé", "Adresse IP"] as const;

/** The lines of the journal, the last first. */
export function AuditTable({ uai, lines }: { uai: string; lines: readonly AuditLine[] }) {
  return (
    <TableRegion aria-label="Journal">
      <Table caption="Journal" className="cartes">
        <thead>
          <tr>
            {TITLES.map((title) => (
              <TableHead key={title} scope="col" className="first:pl-5 last:pr-5">
                {title}
              </TableHead>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ id, at, by, sentence, address, dossierId }) => (
            <tr key={id} className="hover:bg-surface-douce/60">
              <TableRowHead className="pl-5 whitespace-nowrap">{parisInstant(at)}</TableRowHead>
              <TableCell className="min-w-36">{by}</TableCell>
              <TableCell className="min-w-72">
                {sentence}
                {dossierId === null ? null : (
                  <>
                    {" · "}
                    <PageLink
                      href={`/${uai}/apprenants/${dossierId}`}
                      className="font-medium text-lien underline underline-offset-4 hover:no-underline"
                    >
                      voir le dossier
                    </PageLink>
                  </>
                )}
              </TableCell>
              <TableCell className="pr-5 whitespace-nowrap">{address ?? ""}</TableCell>
            </tr>
          ))}
        </tbody>
      </Table>
    </TableRegion>
  );
}
