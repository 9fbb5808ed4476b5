/** The headings that our sheet of rows left out adds to those of the file: put right, it comes back, and completes that file. */
export const ASIDE_HEADINGS = ["Pourquoi", "Feuille", "Ligne"] as const;

/** Its hidden heading: the fields that a row was left out for want of. Filled in there, they are a person's word, and hold for the files that follow. */
export const ASIDE_MISSING_HEADING = "passerelle_manque";
