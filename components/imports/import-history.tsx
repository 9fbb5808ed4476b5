import Link from "next/link";
import { TableRegion } from "@/components/data-table/table-region";
import { parisInstant } from "@/components/dates/paris-instant";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { Table, TableCell, TableHead } from "@/components/ui/table";
import type { ImportSummary } from "@/lib/services/imports/imports.types";

type ImportHistoryProps = {
  imports: readonly ImportSummary[];
  /** The page's path: each line leads to `?bilan={id}`. */
  path: string;
  /** The one shown above. */
  chosen: string | null;
};

const FIGURES = ["Lignes", "Nouveaux", "Modifiés", "Inchangés", "Écartées"] as const;

/** The past imports, the last one first. */
export function ImportHistory({ imports, path, chosen }: ImportHistoryProps) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Imports précédents</CardTitle>
      </CardHeader>
      {imports.length === 0 ? (
        <p className="px-5 py-6 text-encre-douce">Aucun import pour l'instant.</p>
      ) : (
        <TableRegion aria-label="Imports précédents">
          <Table>
            <thead>
              <tr>
                <TableHead scope="col" className="pl-5">
                  Fichier
                </TableHead>
                <TableHead scope="col">Date</TableHead>
                <TableHead scope="col">Par</TableHead>
                {FIGURES.map((title) => (
                  <TableHead key={title} scope="col" className="text-right last:pr-5">
                    {title}
                  </TableHead>
                ))}
              </tr>
            </thead>
            <tbody>
              {imports.map((summary) => (
                <tr key={summary.id} className={summary.id === chosen ? "bg-bleu-doux" : "hover:bg-surface-douce/60"}>
                  <TableCell className="min-w-48 pl-5 wrap-anywhere">
                    <Link
                      href={`${path}?bilan=${encodeURIComponent(summary.id)}`}
                      aria-current={summary.id === chosen ? "true" : undefined}
                      className="font-medium text-lien underline-offset-4 hover:underline"
                    >
                      {summary.file}
                    </Link>
                  </TableCell>
                  <TableCell className="whitespace-nowrap">{parisInstant(summary.at)}</TableCell>
                  <TableCell className="min-w-28">{summary.by}</TableCell>
                  {[summary.rows, summary.created, summary.modified, summary.unchanged, summary.setAside.length].map(
                    (value, rank) => (
                      <TableCell key={FIGURES[rank]} className="text-right last:pr-5">
                        {value.toLocaleString("fr-FR")}
                      </TableCell>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </Table>
        </TableRegion>
      )}
    </Card>
  );
}
