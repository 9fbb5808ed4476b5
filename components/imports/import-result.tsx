import { Download } from "lucide-react";
import { TableRegion } from "@/components/data-table/table-region";
import { parisInstant } from "@/components/dates/paris-instant";
import { Message } from "@/components/shell/message";
import { buttonVariants } from "@/components/ui/button-variants";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { Table, TableCell, TableHead, TableRowHead } from "@/components/ui/table";
import type { EndedCorrection, ImportSummary } from "@/lib/services/imports/imports.types";
import { EndedCorrections } from "./ended-corrections";
import { groupReasons } from "./group-reasons";

const count = (value: number) => value.toLocaleString("fr-FR");

type ImportResultProps = {
  uai: string;
  summary: ImportSummary;
  ended: readonly EndedCorrection[];
  /** Where the rows left out are, as a workbook. */
  download: string;
};

/** What one import did: figures, what became of corrections, the rows left out with the reason, the columns that nobody knows. */
export function ImportResult({ uai, summary, ended, download }: ImportResultProps) {
  const figures: [string, number][] = [
    ["Lignes lues", summary.rows],
    ["Nouveaux dossiers", summary.created],
    ["Dossiers modifiés", summary.modified],
    ["Dossiers inchangés", summary.unchanged],
    ["Non-apprentis", summary.nonApprentis],
    ["Lignes écartées", summary.setAside.length],
  ];
  return (
    <Card>
      <CardHeader>
        <CardTitle>Résultat de l'import</CardTitle>
        <p className="text-encre-douce tabular-nums wrap-anywhere">
          {summary.file}, importé le {parisInstant(summary.at)} par {summary.by}
        </p>
      </CardHeader>
      <CardContent className="space-y-4">
        <dl className="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-3 lg:grid-cols-6">
          {figures.map(([label, value]) => (
            <div key={label} className="flex flex-col-reverse justify-end">
              <dt className="text-dense text-encre-douce">{label}</dt>
              <dd className="text-xl leading-7 font-semibold tabular-nums">{count(value)}</dd>
            </div>
          ))}
        </dl>
        {summary.nonApprentis === 0 ? null : (
          <p className="text-encre-douce">
            Les non-apprentis (élèves, stagiaires) sont conservés mais ne sont jamais transmis au TBA.
          </p>
        )}
        <EndedCorrections uai={uai} summary={summary} ended={ended} />
        {summary.setAside.length === 0 ? null : (
          <div className="space-y-2">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <h3 className="font-semibold">Lignes écartées</h3>
              <a href={download} className={buttonVariants({ variant: "secondary", size: "small" })}>
                <Download aria-hidden="true" />
                Télécharger les lignes écartées
              </a>
            </div>
            <TableRegion
              aria-label="Lignes écartées"
              className="max-h-96 overflow-y-auto rounded-md border border-trait"
            >
              <Table caption="Lignes écartées">
                <thead className="sticky top-0">
                  <tr>
                    <TableHead scope="col">Raison</TableHead>
                    <TableHead scope="col" className="w-24 text-right">
                      Combien
                    </TableHead>
                    <TableHead scope="col">Lignes</TableHead>
                  </tr>
                </thead>
                <tbody>
                  {groupReasons(summary.setAside).map(({ reason, count: rows, rows: which }) => (
                    <tr key={reason}>
                      <TableRowHead>{reason}</TableRowHead>
                      <TableCell className="text-right tabular-nums">{count(rows)}</TableCell>
                      <TableCell className="tabular-nums">{which}</TableCell>
                    </tr>
                  ))}
                </tbody>
              </Table>
            </TableRegion>
          </div>
        )}
        {summary.ignoredColumns.length === 0 ? null : (
          <Message tone="info" title={summary.ignoredColumns.length > 1 ? "Colonnes ignorées" : "Colonne ignorée"}>
            {summary.ignoredColumns.map((heading) => `« ${heading} »`).join(", ")} :{" "}
            {summary.ignoredColumns.length > 1 ? "leur contenu n'est pas repris" : "son contenu n'est pas repris"}.
          </Message>
        )}
      </CardContent>
    </Card>
  );
}
