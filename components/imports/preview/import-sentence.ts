import type { ImportState } from "@/lib/domain/enumerations";
import { plural } from "@/lib/domain/plural";
import type { ImportDetail } from "@/lib/services/imports/preview/preview.types";

const MOVING: Partial<Record<ImportState, string>> = {
  received: "Le fichier est reçu.",
  reading: "Lecture du fichier en cours.",
  columns: "Le fichier est lu : dites ce que contiennent ses colonnes.",
  applying: "L'import s'applique.",
  cancelled: "Cet import a été abandonné.",
  undone: "Cet import a été annulé.",
};

/** What the preview holds, without what it has none of. */
function describePreview(table: ImportDetail["table"]): string {
  if (table === null) return "L'aperçu est prêt.";
  const { counts } = table;
  const parts = [
    [counts["a-confirmer"], "à confirmer", "à confirmer"],
    [counts.nouveaux, "nouveau", "nouveaux"],
    [counts.modifies, "modifié", "modifiés"],
    [counts.inchanges, "inchangé", "inchangés"],
    [counts.absents, "absent", "absents"],
    [counts.ecartes, "écarté", "écartés"],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, one, many]) => plural(count, one, many));
  return said.length === 0 ? "L'aperçu est prêt : aucune ligne." : `L'aperçu est prêt : ${said.join(", ")}.`;
}

/** Where an import stands, in one sentence: what is said aloud when it changes. */
export function importSentence({ summary, sameAs, table }: Pick<ImportDetail, "summary" | "sameAs" | "table">): string {
  const { state, refusal, created, modified } = summary;
  if (state === "received" && sameAs !== null)
    return sameAs.isLast ? "Ce fichier est déjà importé." : "Ce fichier a déjà été importé.";
  if (state === "refused") return `Ce fichier n'est pas importé. ${refusal ?? ""}`.trim();
  if (state === "preview") return `${refusal ?? ""} ${describePreview(table)}`.trim();
  if (state === "applied") {
    const news = `${plural(created, "nouveau dossier", "nouveaux dossiers")}, ${plural(modified, "dossier modifié", "dossiers modifiés")}`;
    return `L'import est appliqué : ${news}.`;
  }
  return MOVING[state] ?? "";
}
