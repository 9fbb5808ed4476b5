/** What a service can refuse for; the adapter (lib/actions/repondre-erreur.ts) turns each into a page, a message or a status. */
export type CodeErreur =
  | "SAISIE_INVALIDE"
  | "NON_CONNECTE"
  | "INTERDIT"
  | "INTROUVABLE"
  | "CONFLIT"
  | "TROP_DE_TENTATIVES"
  | "TBA_INJOIGNABLE"
  | "TBA_CLE_REFUSEE";

/** A refusal that the user can read: a code, and a French sentence that says what is wrong and what to do. */
export class ErreurMetier extends Error {
  readonly code: CodeErreur;
  /** Messages by field of the form, when the refusal is about some. */
  readonly champs: Readonly<Record<string, string>>;

  constructor(code: CodeErreur, message: string, champs: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = "ErreurMetier";
    this.code = code;
    this.champs = champs;
  }
}
