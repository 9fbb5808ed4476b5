import { addDays, type Day } from "@/lib/domain/day";
import { ETATS, NOT_SEEN, NOT_SHOWN, SEEN } from "@/lib/domain/etat";
import { statutShownOn } from "@/lib/domain/kept-exclusion";
import { STATUT_LABELS } from "@/lib/domain/statut";
import type { StatutStep } from "@/lib/domain/statut.types";

/** What the report is asked, each search and some together. */
export const SEARCHES = [
  ...ETATS.map((etat) => ({ etat })),
  ...[NOT_SHOWN, SEEN, NOT_SEEN].map((etat) => ({ etat })),
  ...Object.keys(STATUT_LABELS).flatMap((statut) => [{ statut }, { statut: `bientot-${statut}` }]),
  ...[
    { formation: "groupe 1" },
    { apprenant: "nom 1" },
    { employeur: "a" },
    { debut: "/09/" },
    { fin: "2025" },
    { numero: "1" },
  ],
  { formation: "groupe", etat: "invalide" },
  { formation: ["Groupe 1", "Groupe 2", "roupe 3"], annee: "2024-2025" },
  { etat: ["invalide", NOT_SEEN, "a-transmettre"] },
];

/** Walks back day by day while the status stays the same, no farther than the first change. `kept`: an exclusion that came back. */
export function sinceOf(parcours: readonly StatutStep[], kept: Day | null, day: Day): Day | null {
  const on = (at: Day) => statutShownOn(parcours, { own: null, kept, sent: false }, at);
  const [first] = [parcours[0]?.[0] ?? null, kept].filter((at) => at !== null && at <= day).sort();
  if (first === undefined || first === null) return null;
  let since = day;
  while (since > first && on(addDays(since, -1)) === on(day)) since = addDays(since, -1);
  return since;
}
