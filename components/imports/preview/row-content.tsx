import { ArrowRight, Ban } from "lucide-react";
import { FieldInput } from "@/components/field-input/field-input";
import { showValue } from "@/components/field-input/show-value";
import { Badge } from "@/components/ui/badge";
import { Label } from "@/components/ui/label";
import { cellName } from "@/lib/domain/cell-name";
import { champOf } from "@/lib/domain/champs";
import { formatInput } from "@/lib/domain/format-input";
import { formatSirets } from "@/lib/domain/format-siret";
import type { PreviewRow } from "@/lib/services/imports/preview/preview.types";

type RowContentProps = { row: PreviewRow; canImport: boolean; errors: Readonly<Record<string, string>> };

/** What a row does, what it asks, and the cells that may be typed again. */
export function RowContent({ row, canImport, errors }: RowContentProps) {
  return (
    <div className="space-y-2">
      {row.reason === null ? null : <p>{row.reason}</p>}
      {row.questions.map(({ code, champ, sentence }) => (
        <p key={`${code} ${champ ?? ""}`}>
          {sentence}
          {row.knownAs === null ? "" : ` Le dossier connu est celui de ${row.knownAs}.`}
        </p>
      ))}
      {row.changes.length === 0 ? null : (
        <dl className="space-y-1">
          {row.changes.map(({ champ, before, after }) => (
            <div key={champ} className="flex flex-wrap items-baseline gap-x-1.5 wrap-anywhere">
              <dt className="text-encre-douce">{champOf(champ).label} :</dt>
              <dd className="flex flex-wrap items-baseline gap-x-1.5">
                <span>{showValue(champ, before)}</span>
                <ArrowRight aria-label="devient" role="img" className="size-3.5 self-center text-encre-douce" />
                <span className="font-medium">{showValue(champ, after)}</span>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {row.blocked && row.kind !== "set-aside" && row.kind !== "held" && row.questions.length === 0 ? (
        <Badge tone="danger">
          <Ban aria-hidden="true" />
          Invalide pour TBA
        </Badge>
      ) : null}
      {row.stops.map((sentence) => (
        <p key={sentence} className="wrap-anywhere">
          {formatSirets(sentence)}
        </p>
      ))}
      {canImport
        ? row.toMend.map(({ champ, value }) => {
            const name = cellName({ rank: row.rank, champ });
            const error = errors[name];
            return (
              <div key={champ} className="max-w-72 space-y-1">
                <Label htmlFor={`champ-${name}`} className="text-dense">
                  {champOf(champ).label}
                  <span className="sr-only"> de la ligne {row.row}</span>
                </Label>
                <input type="hidden" name={`avant-${name}`} value={formatInput(value)} />
                <FieldInput
                  champ={champ}
                  name={name}
                  value={formatInput(value)}
                  {...(error !== undefined && { error })}
                />
              </div>
            );
          })
        : null}
    </div>
  );
}
