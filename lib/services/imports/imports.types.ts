import type { CleChamp } from "@/lib/dossier/champs";
import type { Json } from "@/lib/dossier/json";

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
  /** What became of the corrections that staff had made: they hold, the software now says the same, or it says something else. */
  correctionsTenues: number;
  correctionsTerminees: number;
  correctionsRemplacees: number;
  nonApprentis: number;
  ecartees: LigneEcartee[];
  colonnesIgnorees: string[];
};

/** A correction that an import ended: which dossier, which field, our value and the software's, as a screen shows them. */
export type CorrectionFinie = {
  dossierId: string;
  apprenant: string;
  champ: CleChamp;
  sort: "terminee" | "remplacee";
  corrigee: Json;
  recue: Json;
};

/** What the last import did to corrections, for the note of the morning after. `le` is an ISO instant. */
export type NoteImport = { importId: string; le: string; tenues: number; terminees: number; remplacees: number };
