import type { ChampKey } from "./champs";
import { parseTbaDate } from "./day";
import type { JsonObject } from "./json";

export type ContratRank = 1 | 2 | 3 | 4;
type Suffix = "" | "_2" | "_3" | "_4";

export const SUFFIXES: readonly { rank: ContratRank; suffix: Suffix }[] = [
  { rank: 1, suffix: "" },
  { rank: 2, suffix: "_2" },
  { rank: 3, suffix: "_3" },
  { rank: 4, suffix: "_4" },
];

/** The four contracts' keys, built once. */
export const CONTRAT_KEYS = SUFFIXES.map(({ rank, suffix }) => ({
  rank,
  debut: `contrat_date_debut${suffix}`,
  fin: `contrat_date_fin${suffix}`,
  rupture: `contrat_date_rupture${suffix}`,
  cause: `cause_rupture_contrat${suffix}`,
  siret: `siret_employeur${suffix}`,
  employeur: `nom_employeur${suffix}`,
})) satisfies readonly ({ rank: ContratRank } & Record<string, ChampKey | ContratRank>)[];

export type ContratKeys = (typeof CONTRAT_KEYS)[number];

/** A contract with a readable start; days since 1970-01-01. */
export type ParsedContrat = { keys: ContratKeys; debut: number; fin: number | null; rupture: number | null };

/** The days of a dossier as the TBA reads them, in days since 1970-01-01; null when absent or unreadable. */
export type Reading = {
  birth: number | null;
  entry: number | null;
  fin: number | null;
  exclusion: number | null;
  contrats: ParsedContrat[];
  /** The same with their hours, which the TBA looks at when two dates fall on one day. */
  exact: ExactReading;
};

/** Days since 1970-01-01, and the part of the day that an hour adds. */
export type ExactReading = {
  entry: number | null;
  fin: number | null;
  exclusion: number | null;
  contrats: { debut: number; fin: number | null; rupture: number | null }[];
};

const dayOf = (instant: number | null) => (instant === null ? null : Math.floor(instant));

function instantOf(value: unknown): number | null {
  if (value === undefined || value === null) return null;
  const parsed = parseTbaDate(value);
  return parsed.etat === "lue" ? parsed.instant : null;
}

/** True for what the TBA takes for 0 in `statut_apprenant`: abandon. */
const declaresAbandon = (value: unknown) => (typeof value === "string" ? Number.parseInt(value, 10) : value) === 0;

/** The day from which the TBA holds the apprentice for gone: the exclusion's, or that of a declared status 0. */
function exclusionOf(values: JsonObject): number | null {
  const exclusion = instantOf(values.date_exclusion_formation);
  if (exclusion !== null || !declaresAbandon(values.statut_apprenant)) return exclusion;
  return instantOf(values.date_metier_mise_a_jour_statut);
}

/** Reads the days that statuses, checks and columns need. */
export function read(values: JsonObject): Reading {
  const exact: ExactReading = {
    entry: instantOf(values.date_entree_formation),
    fin: instantOf(values.date_fin_formation),
    exclusion: exclusionOf(values),
    contrats: [],
  };
  const contrats: ParsedContrat[] = [];
  for (const keys of CONTRAT_KEYS) {
    const debut = instantOf(values[keys.debut]);
    if (debut === null) continue;
    const [fin, rupture] = [instantOf(values[keys.fin]), instantOf(values[keys.rupture])];
    exact.contrats.push({ debut, fin, rupture });
    contrats.push({ keys, debut: Math.floor(debut), fin: dayOf(fin), rupture: dayOf(rupture) });
  }
  return {
    birth: dayOf(instantOf(values.date_de_naissance_apprenant)),
    entry: dayOf(exact.entry),
    fin: dayOf(exact.fin),
    exclusion: dayOf(exact.exclusion),
    contrats,
    exact,
  };
}
