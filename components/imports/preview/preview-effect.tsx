import { ArrowRight } from "lucide-react";
import { plural } from "@/lib/domain/plural";
import type { ImportDetail } from "@/lib/services/imports/preview/preview.types";

/** «12 corrections tiendront, 2 finiront…»: what becomes of the corrections once the import is applied; null when there are none. */
function correctionsForecast({ summary }: Pick<ImportDetail, "summary">): string | null {
  const { correctionsKept: kept, correctionsSettled: settled, correctionsOverridden: overridden } = summary;
  const parts = [
    kept === 0 ? null : `${plural(kept, "correction tient", "corrections tiennent")} bon`,
    settled === 0
      ? null
      : `${plural(settled, "n'est plus utile", "ne sont plus utiles")} (le fichier dit désormais la même chose)`,
    overridden === 0 ? null : `${plural(overridden, "sera remplacée", "seront remplacées")} par ce que dit le fichier`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : `Vos corrections : ${parts.join(", ")}.`;
}

/** What applying would change in all: «17 → 45 dossiers valides», and the corrections. */
export function PreviewEffect({ summary, effect }: Pick<ImportDetail, "summary" | "effect">) {
  const corrections = correctionsForecast({ summary });
  return (
    <div className="space-y-1">
      {effect === null ? null : (
        <p className="flex flex-wrap items-center gap-2 text-base font-semibold tabular-nums">
          <span className="sr-only">Dossiers valides pour le TBA, avant puis après : </span>
          {effect.validBefore.toLocaleString("fr-FR")}
          <ArrowRight aria-label="puis" role="img" className="size-4 text-encre-douce" />
          {plural(effect.validAfter, "dossier valide", "dossiers valides")} pour le TBA
        </p>
      )}
      {corrections === null ? null : <p>{corrections}</p>}
      {summary.nonApprentis === 0 ? null : (
        <p className="text-encre-douce">
          {plural(
            summary.nonApprentis,
            "ligne n'est pas celle d'un apprenti : conservée, jamais transmise",
            "lignes ne sont pas celles d'apprentis : conservées, jamais transmises",
          )}{" "}
          au TBA.
        </p>
      )}
    </div>
  );
}
