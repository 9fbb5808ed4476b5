import { TableRegion } from "@/components/data-table/table-region";
import { PageLink } from "@/components/shell/page-link";
import { Table, TableCell, TableHead, TableRowHead } from "@/components/ui/table";
import type { PreviewAbsent } from "@/lib/services/imports/preview/preview.types";

/** The dossiers of the last file that this one lacks. */
export function PreviewAbsents({ uai, absents }: { uai: string; absents: readonly PreviewAbsent[] }) {
  return (
    <TableRegion aria-label="Absents" className="rounded-md border border-trait bg-surface">
      <Table caption="Absents">
        <thead>
          <tr>
            <TableHead scope="col">Apprenant</TableHead>
            <TableHead scope="col">Formation</TableHead>
          </tr>
        </thead>
        <tbody>
          {absents.map(({ id, apprenant, formation }) => (
            <tr key={id}>
              <TableRowHead>
                <PageLink
                  href={`/${uai}/apprenants/${id}`}
                  className="font-medium text-lien underline-offset-4 hover:underline"
                >
                  {apprenant || "Sans nom"}
                </PageLink>
              </TableRowHead>
              <TableCell>{formation}</TableCell>
            </tr>
          ))}
        </tbody>
      </Table>
    </TableRegion>
  );
}
