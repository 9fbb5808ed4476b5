import type { Anomalie } from "@/lib/dossier/anomalie";
import type { Etat } from "@/lib/dossier/etat";
import type { Jour } from "@/lib/dossier/jour";
import type { StatutTba } from "@/lib/dossier/statut";

/** The columns of the report, by the names that the URL gives them. */
export const COLONNES_RAPPORT = [
  "numero",
  "formation",
  "apprenant",
  "statut",
  "employeur",
  "debut",
  "fin",
  "etat",
] as const;
export type ColonneRapport = (typeof COLONNES_RAPPORT)[number];

/** In the search under «Statut sur TBA»: dossiers that take this status by themselves within 30 days. */
export const PREFIXE_BIENTOT = "bientot-";

/** What the URL asks for: a search under each heading, a sort, a page (from 1). */
export type FiltresRapport = {
  recherches: Partial<Record<ColonneRapport, string>>;
  tri: ColonneRapport;
  sens: "asc" | "desc";
  page: number;
};

/** Of a dossier that the TBA received: whether it took it as it is now, and whether it was seen there. */
export type MarquesLigne = { accepte: boolean; vu: boolean };

/** One line of the report. */
export type LigneRapport = {
  id: string;
  numero: number;
  formation: string;
  apprenant: string;
  /** Null when the dates of the training cannot be read. */
  statut: StatutTba | null;
  prochainChangement: { jour: Jour; statut: StatutTba } | null;
  employeur: string;
  debut: Jour | null;
  fin: Jour | null;
  etat: Etat;
  anomalies: Anomalie[];
  /** Null when the TBA never answered about it. */
  marques: MarquesLigne | null;
  /** What the TBA said when it refused a dossier that we thought valid. */
  messagesTba: string[];
};

export type Rapport = {
  lignes: LigneRapport[];
  /** All the apprentices of the établissement. */
  total: number;
  /** Those that the filters keep. */
  filtres: number;
  pages: number;
  parPage: number;
  parEtat: Record<Etat, number>;
  /** The lists under the headings where values are few. */
  choix: { formation: string[] | null; statut: StatutTba[]; bientot: StatutTba[]; etat: Etat[] };
  derniereTransmission: Jour | null;
};
