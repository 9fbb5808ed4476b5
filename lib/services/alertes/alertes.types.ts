import type { GENRES_ALERTE } from "@/db/schema/alertes";

export type GenreAlerte = (typeof GENRES_ALERTE)[number];

/** What one may be mailed for: an alert of a kind, or the weekly summary. */
export type GenreAbonnement = GenreAlerte | "semaine";

/** Figures, days («AAAA-MM-JJ») and reasons that the sentence needs; nobody's name. */
export type DetailsAlerte = Record<string, string | number>;

/** An alert in words. `chemin` is the page that helps, `lien` what the link to it says. */
export type PhraseAlerte = {
  ton: "erreur" | "attention";
  titre: string;
  phrase: string;
  remede: string;
  chemin: string;
  lien: string;
};

/** An open alert, as pages show it. */
export type AlerteOuverte = PhraseAlerte & { id: string };

/** A person of the établissement, and what they are mailed for. `email` is null for those who may not change it. */
export type PersonneAbonnee = {
  id: string;
  nom: string;
  role: string;
  email: string | null;
  genres: GenreAbonnement[];
};

export type AbonnementsEtablissement = {
  personnes: PersonneAbonnee[];
  /** What one may subscribe to, in the order to offer it. */
  choix: { genre: GenreAbonnement; libelle: string }[];
  /** False: nothing can be mailed, alerts are on screen only. */
  envoiConfigure: boolean;
};
