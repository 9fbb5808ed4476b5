/** The looks that a person may choose in the menu; «système» follows the computer. */
export const THEMES = ["clair", "sombre", "systeme"] as const;
export type Theme = (typeof THEMES)[number];

export const THEME_LABELS: Readonly<Record<Theme, string>> = {
  clair: "Clair",
  sombre: "Sombre",
  systeme: "Système",
};

/** The theme that a word names; the computer's own for any other word. */
export function parseTheme(word: string | undefined): Theme {
  return THEMES.find((theme) => theme === word) ?? "systeme";
}
