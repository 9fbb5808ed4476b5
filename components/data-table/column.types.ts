export type ListOption = { value: string; label: string };

/**
 * The search field under a heading. `all` is what the list says when it keeps everything: «Toutes»; `several`, when more than one value is
 * chosen: «formations».
 */
export type SearchSpec =
  | { kind: "texte"; hint?: string }
  | { kind: "date" }
  | { kind: "liste"; all: string; options: readonly ListOption[] }
  | { kind: "choix"; all: string; several: string; options: readonly ListOption[] };

/** What a list is searched by. `key` is also its name in the URL, where it stands once for each value. */
export type Search = { key: string; title: string; search: SearchSpec };

/** One column, described by data. */
export type Column = Search & {
  /** What the heading means, said by its bubble. */
  help?: string;
  align?: "gauche" | "droite";
  /** A CSS width for wide screens: «7rem», «18%». */
  width?: string;
};

export type Sort = { key: string; direction: "asc" | "desc" };

/** What the URL holds now, name by name, without the empty ones; several values for what is chosen several times. */
export type ListParams = Readonly<Record<string, string | readonly string[]>>;
