import { COLONNES_RAPPORT, type ColonneRapport, type FiltresRapport } from "./rapport.types";

type Parametres = Record<string, string | string[] | undefined>;
const LONGUEUR_MAX = 100;

const seul = (valeur: string | string[] | undefined): string =>
  Array.isArray(valeur) ? (valeur[0] ?? "") : (valeur ?? "");
const estColonne = (texte: string): texte is ColonneRapport => COLONNES_RAPPORT.some((colonne) => colonne === texte);

/** What the URL asks for; what it should not ask is ignored. */
export function lireFiltres(parametres: Parametres): FiltresRapport {
  const recherches: FiltresRapport["recherches"] = {};
  for (const colonne of COLONNES_RAPPORT) {
    const cherche = seul(parametres[colonne]).replaceAll("\u0000", "").trim().slice(0, LONGUEUR_MAX);
    if (cherche !== "") recherches[colonne] = cherche;
  }
  const tri = seul(parametres.tri);
  const page = Number(seul(parametres.page));
  return {
    recherches,
    tri: estColonne(tri) ? tri : "numero",
    sens: seul(parametres.sens) === "desc" ? "desc" : "asc",
    page: Number.isInteger(page) && page >= 1 && page < 1_000_000 ? page : 1,
  };
}
