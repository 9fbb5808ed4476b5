import { PageLink } from "@/components/shell/page-link";
import "@/components/data-table/cards.css";
import { Pagination } from "@/components/data-table/pagination";
import { TableRegion } from "@/components/data-table/table-region";
import { parisInstant } from "@/components/dates/paris-instant";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { Table, TableCell, TableHead, TableRowHead } from "@/components/ui/table";
import type { ImportState } from "@/lib/domain/enumerations";
import { plural } from "@/lib/domain/plural";
import type { ImportList } from "@/lib/services/imports/imports.types";
import { formatSize } from "./format-size";
import { importPath } from "./preview/import-path";

type ImportHistoryProps = { history: ImportList; uai: string };

const STATES: Readonly<Record<ImportState, string>> = {
  received: "Reçu",
  reading: "Lecture en cours",
  columns: "Colonnes à dire",
  preview: "Aperçu à appliquer",
  applying: "S'applique",
  applied: "Appliqué",
  refused: "Refusé",
  cancelled: "Abandonné",
  undone: "Annulé",
};

const FIGURES = ["Lignes", "Nouveaux", "Modifiés", "Inchangés", "Écartées"] as const;

/** The past imports, the last one first. */
export function ImportHistory({ history: { rows: imports, total, page, pages }, uai }: ImportHistoryProps) {
  return (
    <>
      <Card>
        <CardHeader>
          <CardTitle>Imports précédents</CardTitle>
        </CardHeader>
        {imports.length === 0 ? (
          <p className="px-5 py-6 text-encre-douce">Aucun import pour l'instant.</p>
        ) : (
          <TableRegion aria-label="Imports précédents">
            <Table caption="Imports précédents" className="cartes larges serre">
              <thead>
                <tr>
                  <TableHead scope="col" className="pl-5">
                    Fichier
                  </TableHead>
                  <TableHead scope="col">État</TableHead>
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
                  <tr key={summary.id} className="hover:bg-surface-douce/60">
                    <TableRowHead className="min-w-48 pl-5 wrap-anywhere">
                      <PageLink
                        href={importPath(uai, summary.id)}
                        className="font-medium text-lien underline-offset-4 hover:underline"
                      >
                        {summary.file}
                      </PageLink>
                      <span className="block text-encre-douce">
                        {summary.size === null ? "" : formatSize(summary.size)}
                        {summary.sha256 === null ? null : (
                          <abbr title={`SHA-256 : ${summary.sha256}`} className="no-underline">
                            {" · empreinte "}
                            <span className="font-mono">{summary.sha256.slice(0, 8)}</span>
                          </abbr>
                        )}
                      </span>
                    </TableRowHead>
                    <TableCell>{STATES[summary.state]}</TableCell>
                    <TableCell className="whitespace-nowrap">{parisInstant(summary.at)}</TableCell>
                    <TableCell className="min-w-28">{summary.by}</TableCell>
                    {[summary.rows, summary.created, summary.modified, summary.unchanged, summary.setAside.length].map(
                      (value, rank) => (
                        <TableCell key={FIGURES[rank]} data-titre={FIGURES[rank]} className="text-right last:pr-5">
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
      {pages === 1 ? null : (
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="text-encre-douce">{plural(total, "import")}</p>
          <Pagination page={page} pages={pages} path={`/${uai}/imports`} params={{}} />
        </div>
      )}
    </>
  );
}
