/** What a server action answers to its form: how it went, one French sentence, and messages by field. */
export type EtatAction = {
  statut: "repos" | "succes" | "erreur";
  message: string;
  champs?: Record<string, string>;
};

/** A server action as a form calls it through useActionState. */
export type ActionFormulaire = (precedent: EtatAction, donnees: FormData) => Promise<EtatAction>;

/** Before the first answer. */
export const ETAT_REPOS: EtatAction = { statut: "repos", message: "" };
