/** A row that was left out, and why, in French. `ligne` is its number in the sheet, from 1. */
export type LigneEcartee = { ligne: number; raison: string };

/** What an import did. */
export type BilanImport = {
  id: string;
  fichier: string;
  /** ISO instant. */
  le: string;
  par: string;
  lignes: number;
  crees: number;
  modifies: number;
  inchanges: number;
  nonApprentis: number;
  ecartees: LigneEcartee[];
  colonnesIgnorees: string[];
};
