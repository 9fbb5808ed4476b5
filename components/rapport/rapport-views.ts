import { type Day, frenchDay } from "@/lib/domain/day";
import { type RapportSearches, SOON_PREFIX } from "@/lib/services/rapport/rapport.types";

/** A way to look at the report that many want, by a name. */
export type RapportView = { id: string; label: string; help: string; searches: RapportSearches };

/** The rentrée that people work on: the coming one from June on, as contracts may begin three months before the training (code du travail, L6222-12). */
function rentree(today: Day): { from: Day; to: Day; year: string } {
  const [year = "", month = ""] = today.split("-");
  const of = month >= "06" ? year : String(Number(year) - 1);
  return { from: `${of}-06-01`, to: `${of}-12-31`, year: of };
}

/** The ready views of the report on a day. */
export function rapportViews(today: Day): readonly RapportView[] {
  const { from, to, year } = rentree(today);
  return [
    {
      id: "invalides",
      label: "Mes invalides",
      help: "Les dossiers qui ne partiront pas tant qu'ils ne sont pas corrigés.",
      searches: { etat: ["invalide"] },
    },
    {
      id: "rentree",
      label: `Rentrée ${year}`,
      help: `Les contrats qui commencent pour la rentrée ${year} : du ${frenchDay(from)} au ${frenchDay(to)}.`,
      searches: { debut: [`${frenchDay(from)} - ${frenchDay(to)}`] },
    },
    {
      id: "abandons",
      label: "Abandon sous 30 jours",
      help: "Ceux que le TBA montrera en « Abandon » d'ici 30 jours si rien ne change : le plus souvent, il leur faut un nouveau contrat.",
      searches: { statut: [`${SOON_PREFIX}ABANDON`] },
    },
  ];
}

/** Whether these searches are those of a view, no more and no less. */
export function isView(view: RapportView, searches: RapportSearches): boolean {
  const written = (of: RapportSearches) => JSON.stringify(Object.entries(of).sort(([a], [b]) => a.localeCompare(b)));
  return written(view.searches) === written(searches);
}
