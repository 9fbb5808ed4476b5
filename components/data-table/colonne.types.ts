import type { ReactNode } from "react";

export type OptionListe = { valeur: string; libelle: string };

/** The search field under a heading. `tout` is what the list says when it keeps everything: «Toutes». */
export type Recherche =
  | { genre: "texte"; indication?: string }
  | { genre: "date" }
  | { genre: "liste"; tout: string; options: readonly OptionListe[] };

/** One column, described by data. `cle` is also the name of its search in the URL. */
export type Colonne<Ligne> = {
  cle: string;
  titre: string;
  recherche: Recherche;
  aligner?: "gauche" | "droite";
  /** A CSS width for wide screens: «7rem», «18%». */
  largeur?: string;
  rendu: (ligne: Ligne) => ReactNode;
};

/** What a heading needs to know of a column, whatever the lines are. */
export type EnteteColonne = Omit<Colonne<never>, "rendu">;

export type Tri = { cle: string; sens: "asc" | "desc" };

/** What the URL holds now, name by name, without the empty ones. */
export type ParametresListe = Readonly<Record<string, string>>;
