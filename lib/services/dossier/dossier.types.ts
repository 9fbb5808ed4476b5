import type { Anomalie } from "@/lib/dossier/anomalie";
import type { CleChamp } from "@/lib/dossier/champs";
import type { Corrections } from "@/lib/dossier/corrections";
import type { Etat } from "@/lib/dossier/etat";
import type { Jour } from "@/lib/dossier/jour";
import type { Json, ObjetJson } from "@/lib/dossier/json";
import type { Etape } from "@/lib/dossier/statut";
import type { EtatAction } from "@/lib/services/etat-action.types";

/** Where a dossier stands on its way to the TBA, in three marks. Instants are ISO. */
export type MarquesTba = {
  /** The last answer of the TBA about it, whatever it said. */
  recuLe: string | null;
  /** The last time that the TBA took it, and whether it took it as it is now. */
  accepteLe: string | null;
  accepteTelQuel: boolean;
  /** Found in the TBA's named list by a rapprochement. */
  vuLe: string | null;
};

/** What the TBA got and said; `json` is null when the payload is not known. */
export type EnvoisTba = {
  transmis: { le: string; json: string | null } | null;
  refuse: { messages: string[]; json: string | null } | null;
};

export type ValeurChangee = { champ: CleChamp; avant: Json; apres: Json };

/** What happened to a dossier, told from the last to the first. `le` is an ISO instant, `par` a person's name. */
export type Evenement =
  | { genre: "creation"; le: string }
  | { genre: "import"; le: string; par: string; importId: string; fichier: string }
  | { genre: "correction"; le: string; par: string; titre: string; valeurs: ValeurChangee[]; annuleeLe: string | null }
  | { genre: "fin-de-correction"; le: string; importId: string; sort: "terminee" | "remplacee"; valeur: ValeurChangee }
  | {
      genre: "envoi";
      le: string;
      par: string | null;
      issue: "accepte" | "refuse" | "non-envoye" | "sans-reponse";
      messages: string[];
    };

/** The dossiers before and after in the filtered list; `rang` from 1. */
export type Voisins = { precedent: string | null; suivant: string | null; rang: number; total: number };

export type Dossier = {
  id: string;
  /** What the page holds to know that nobody changed the dossier meanwhile. */
  version: string;
  numero: number | null;
  apprenant: string;
  formation: string;
  employeur: string;
  anneeScolaire: string;
  /** False for pupils and trainees: kept, never sent. */
  apprenti: boolean;
  etat: Etat;
  source: ObjetJson;
  corrections: Corrections;
  anomalies: Anomalie[];
  parcours: Etape[] | null;
  finFormation: Jour | null;
  aujourdhui: Jour;
  marques: MarquesTba;
  envois: EnvoisTba;
  historique: Evenement[];
  voisins: Voisins;
  peutCorriger: boolean;
};

/** A field that somebody else changed meanwhile: what they put, what the person typed, as an input holds them. */
export type Conflit = { champ: CleChamp; leur: string; mien: string; auteur: string };

/** What the dossier's form shows after it was sent: what the person typed and is not yet kept, by field, and the conflicts. */
export type EtatDossier = EtatAction & { saisies: Partial<Record<CleChamp, string>>; conflits: Conflit[] };

export type ActionDossier = (precedent: EtatDossier, donnees: FormData) => Promise<EtatDossier>;
