/** What a form's action answers: shown by the form, never a secret nor a stack. */
export type EtatAction = {
  statut: "repos" | "succes" | "erreur";
  message: string;
  /** Messages by field. */
  champs?: Record<string, string>;
};

export const REPOS: EtatAction = { statut: "repos", message: "" };
