import type { EtatAction } from "@/lib/services/etat-action.types";

/** A server action as a form calls it through useActionState. */
export type ActionFormulaire = (precedent: EtatAction, donnees: FormData) => Promise<EtatAction>;
