export type ListOption = { value: string; label: string };

/** The search field under a heading. `all` is what the list says when it keeps everything: «Toutes». */
export type SearchSpec =
  | { kind: "texte"; hint?: string }
  | { kind: "date" }
  | { kind: "liste"; all: string; options: readonly ListOption[] };

/** One column, described by data. `key` is also the name of its search in the URL. */
export type Column = {
  key: string;
  title: string;
  search: SearchSpec;
  align?: "gauche" | "droite";
  /** A CSS width for wide screens: «7rem», «18%». */
  width?: string;
};

export type Sort = { key: string; direction: "asc" | "desc" };

/** What the URL holds now, name by name, without the empty ones. */
export type ListParams = Readonly<Record<string, string>>;
