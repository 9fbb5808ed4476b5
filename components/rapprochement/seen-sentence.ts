import { plural } from "@/lib/domain/plural";
import type { ReconciledCounts } from "@/lib/domain/rapprochement/reconcile";

/** «14 de vos 57 apprentis sont bien sur le TBA.»: what a rapprochement found, in one sentence. */
export function seenSentence({ seen, known }: Pick<ReconciledCounts, "seen" | "known">): string {
  if (known === 0) return "Aucun apprenti n'est dans le logiciel\u00a0: importez d'abord vos dossiers.";
  if (known === 1) return `Votre seul apprenti ${seen === 0 ? "n'est pas vu" : "est bien"} sur le TBA.`;
  const all = plural(known, "apprenti");
  if (seen === known) return `Vos ${all} sont tous bien sur le TBA.`;
  if (seen === 0) return `Aucun de vos ${all} n'est vu sur le TBA.`;
  return `${seen.toLocaleString("fr-FR")} de vos ${all} ${seen < 2 ? "est" : "sont"} bien sur le TBA.`;
}
