/** The headings that our sheet of rows left out adds to those of the file: put right, it comes back, and completes that file. */
export const ASIDE_HEADINGS = ["Pourquoi", "Feuille", "Ligne"] as const;
