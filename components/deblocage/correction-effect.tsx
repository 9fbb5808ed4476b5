import { ArrowRight, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { TableRegion } from "@/components/data-table/table-region";
import { ETAT_APPEARANCES } from "@/components/rapport/etat-appearance";
import { Badge } from "@/components/ui/badge";
import { Table, TableCell, TableHead, TableRowHead } from "@/components/ui/table";
import { ETAT_LABELS, type EtatDossierValue } from "@/lib/domain/etat";
import { formatSirets } from "@/lib/domain/format-siret";
import { movedSentence } from "@/lib/domain/left-behind";
import { plural } from "@/lib/domain/plural";
import type { Preview } from "@/lib/services/deblocage/deblocage.types";

/** What a correction comes to, to be heard: «17 dossiers valides, 45 après cette correction. 31 dossiers corrigés.» */
export function effectSentence(preview: Preview): string {
  const valid = `${plural(preview.validBefore, "dossier valide", "dossiers valides")}, ${preview.validAfter.toLocaleString("fr-FR")} après cette correction.`;
  return `${valid} ${correctedSentence(preview)}`;
}

function correctedSentence({ corrected, stillInvalid }: Preview): string {
  const done = plural(corrected, "dossier corrigé", "dossiers corrigés");
  return stillInvalid === 0
    ? `${done}.`
    : `${done}, ${plural(stillInvalid, "reste invalide", "restent invalides")} pour une autre raison.`;
}

/** «17 → 45 valides», what applies it, and the dossiers that would change state. */
export function CorrectionEffect({ preview, children }: { preview: Preview; children: ReactNode }) {
  const { validBefore, validAfter, changes, changeCount, moved } = preview;
  const warnings = [
    ...(moved === 0 ? [] : [movedSentence(moved)]),
    ...preview.appeared.map(({ sentence, dossiers }) => `${plural(dossiers, "dossier")} : ${formatSirets(sentence)}`),
  ];
  const hidden = changeCount - changes.length;
  return (
    <div className="space-y-3">
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <strong className="inline-flex items-baseline gap-1.5 text-xl font-semibold tabular-nums">
          {validBefore.toLocaleString("fr-FR")} <span aria-hidden="true">→</span>
          <span className="sr-only">deviendraient</span> {plural(validAfter, "valide")}
        </strong>
        <span className="text-encre-douce">{correctedSentence(preview)}</span>
      </p>
      {warnings.length === 0 ? null : (
        <ul className="space-y-1">
          {warnings.map((sentence) => (
            <li key={sentence} className="flex items-start gap-1.5 text-dense">
              <TriangleAlert role="img" aria-label="Attention" className="mt-px size-4 shrink-0 text-attention" />
              <span>{sentence}</span>
            </li>
          ))}
        </ul>
      )}
      {children}
      {changes.length === 0 ? null : (
        <TableRegion
          aria-label="Dossiers qui changent d'état"
          className="max-h-72 overflow-y-auto rounded-md border border-trait"
        >
          <Table caption="Dossiers qui changent d'état">
            <thead className="sticky top-0">
              <tr>
                <TableHead scope="col">Apprenant</TableHead>
                <TableHead scope="col">Formation</TableHead>
                <TableHead scope="col">État du dossier</TableHead>
              </tr>
            </thead>
            <tbody>
              {changes.map((c) => (
                <tr key={c.id}>
                  <TableRowHead className="font-medium">{c.apprenant || "Sans nom"}</TableRowHead>
                  <TableCell>{c.formation}</TableCell>
                  <TableCell className="whitespace-nowrap">
                    <BriefEtat etat={c.before} />
                    <ArrowRight role="img" aria-label="devient" className="mx-1 inline size-4 text-encre-douce" />
                    <BriefEtat etat={c.after} />
                  </TableCell>
                </tr>
              ))}
            </tbody>
          </Table>
        </TableRegion>
      )}
      {hidden > 0 ? (
        <p className="text-dense text-encre-douce">Et {plural(hidden, "autre dossier", "autres dossiers")}.</p>
      ) : null}
    </div>
  );
}

function BriefEtat({ etat }: { etat: EtatDossierValue }) {
  const { icon: Icon, tone } = ETAT_APPEARANCES[etat];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden="true" />
      {ETAT_LABELS[etat]}
    </Badge>
  );
}
