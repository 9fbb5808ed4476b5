import type { CleChamp } from "./champs";
import { lireDateTba } from "./jour";
import type { ObjetJson } from "./json";

export type RangContrat = 1 | 2 | 3 | 4;
type Suffixe = "" | "_2" | "_3" | "_4";

export const SUFFIXES: readonly { rang: RangContrat; suffixe: Suffixe }[] = [
  { rang: 1, suffixe: "" },
  { rang: 2, suffixe: "_2" },
  { rang: 3, suffixe: "_3" },
  { rang: 4, suffixe: "_4" },
];

/** The four contracts' keys, built once. */
export const CLES_CONTRATS = SUFFIXES.map(({ rang, suffixe }) => ({
  rang,
  debut: `contrat_date_debut${suffixe}`,
  fin: `contrat_date_fin${suffixe}`,
  rupture: `contrat_date_rupture${suffixe}`,
  cause: `cause_rupture_contrat${suffixe}`,
  siret: `siret_employeur${suffixe}`,
  employeur: `nom_employeur${suffixe}`,
})) satisfies readonly ({ rang: RangContrat } & Record<string, CleChamp | RangContrat>)[];

export type ClesContrat = (typeof CLES_CONTRATS)[number];

/** A contract with a readable start; days since 1970-01-01. */
export type ContratLu = { cles: ClesContrat; debut: number; fin: number | null; rupture: number | null };

/** The days of a dossier as the TBA reads them, in days since 1970-01-01; null when absent or unreadable. */
export type Lecture = {
  naissance: number | null;
  entree: number | null;
  fin: number | null;
  exclusion: number | null;
  contrats: ContratLu[];
};

function nombre(valeur: unknown): number | null {
  if (valeur === undefined || valeur === null) return null;
  const lue = lireDateTba(valeur);
  return lue.etat === "lue" ? lue.nombre : null;
}

/** Reads the days that statuses, checks and columns need. */
export function lire(valeurs: ObjetJson): Lecture {
  const contrats: ContratLu[] = [];
  for (const cles of CLES_CONTRATS) {
    const debut = nombre(valeurs[cles.debut]);
    if (debut === null) continue;
    contrats.push({ cles, debut, fin: nombre(valeurs[cles.fin]), rupture: nombre(valeurs[cles.rupture]) });
  }
  return {
    naissance: nombre(valeurs.date_de_naissance_apprenant),
    entree: nombre(valeurs.date_entree_formation),
    fin: nombre(valeurs.date_fin_formation),
    exclusion: nombre(valeurs.date_exclusion_formation),
    contrats,
  };
}
