import { CircleCheck, TriangleAlert } from "lucide-react";
import { TableRegion } from "@/components/data-table/table-region";
import { showValue } from "@/components/field-input/show-value";
import { PageLink } from "@/components/shell/page-link";
import { Badge } from "@/components/ui/badge";
import { Table, TableCell, TableHead, TableRowHead } from "@/components/ui/table";
import { champOf } from "@/lib/domain/champs";
import type { EndedCorrection, ImportSummary } from "@/lib/services/imports/imports.types";
import { correctionsSentence } from "./corrections-sentence";

type EndedCorrectionsProps = { uai: string; summary: ImportSummary; ended: readonly EndedCorrection[] };

/** What an import did to the corrections that staff had made: which dossier, which field, our value, the software's. */
export function EndedCorrections({ uai, summary, ended }: EndedCorrectionsProps) {
  const { correctionsKept: kept, correctionsSettled: settled, correctionsOverridden: overridden } = summary;
  if (kept + settled + overridden === 0) return null;
  const hidden = settled + overridden - ended.length;
  return (
    <section id="corrections" aria-labelledby="corrections-titre" className="scroll-mt-4 space-y-2">
      <h3 id="corrections-titre" className="font-semibold">
        Vos corrections
      </h3>
      <p>{correctionsSentence({ kept, settled, overridden })}</p>
      {ended.length === 0 ? null : (
        <TableRegion
          aria-label="Corrections terminées"
          className="max-h-96 overflow-y-auto rounded-md border border-trait"
        >
          <Table caption="Corrections terminées">
            <thead className="sticky top-0">
              <tr>
                {["Apprenant", "Champ", "Votre correction", "Valeur du logiciel", "Suite"].map((title) => (
                  <TableHead key={title} scope="col">
                    {title}
                  </TableHead>
                ))}
              </tr>
            </thead>
            <tbody>
              {ended.map((finished) => (
                <tr key={`${finished.dossierId} ${finished.champ}`}>
                  <TableRowHead>
                    <PageLink
                      href={`/${uai}/apprenants/${finished.dossierId}`}
                      className="font-medium text-lien underline-offset-4 hover:underline"
                    >
                      {finished.apprenant || "Sans nom"}
                    </PageLink>
                  </TableRowHead>
                  <TableCell>{champOf(finished.champ).label}</TableCell>
                  <TableCell className="wrap-anywhere">{showValue(finished.champ, finished.corrected)}</TableCell>
                  <TableCell className="wrap-anywhere">{showValue(finished.champ, finished.received)}</TableCell>
                  <TableCell>
                    {finished.outcome === "settled" ? (
                      <Badge tone="success">
                        <CircleCheck aria-hidden="true" />
                        Reprise par le logiciel
                      </Badge>
                    ) : (
                      <Badge tone="attention">
                        <TriangleAlert aria-hidden="true" />
                        Remplacée par l'ERP
                      </Badge>
                    )}
                  </TableCell>
                </tr>
              ))}
            </tbody>
          </Table>
        </TableRegion>
      )}
      {hidden > 0 ? (
        <p className="text-encre-douce">Et {hidden.toLocaleString("fr-FR")} de plus, sur la page de chaque dossier.</p>
      ) : null}
    </section>
  );
}
