import { randomUUID } from "node:crypto";
import { type CodeErreur, ErreurMetier } from "@/lib/errors";
import { logger } from "@/lib/logger";
import type { EtatAction } from "@/lib/services/etat-action.types";

const STATUTS: Readonly<Record<CodeErreur, number>> = {
  SAISIE_INVALIDE: 400,
  NON_CONNECTE: 401,
  INTERDIT: 403,
  INTROUVABLE: 404,
  CONFLIT: 409,
  TROP_DE_TENTATIVES: 429,
  TBA_INJOIGNABLE: 502,
  TBA_CLE_REFUSEE: 502,
};

export type ErreurRepondue = {
  statutHttp: number;
  code: CodeErreur | "INCONNUE";
  message: string;
  champs: Record<string, string>;
};

/**
 * The one place where an error becomes what a page, an action or a route answers. An unknown one becomes a generic sentence
 * with a number that the log holds too.
 */
export function repondreErreur(erreur: unknown): ErreurRepondue {
  if (erreur instanceof ErreurMetier) {
    const { code, message, champs } = erreur;
    return { statutHttp: STATUTS[code], code, message, champs: { ...champs } };
  }
  const numero = randomUUID().slice(0, 8);
  const { name, stack } = erreur instanceof Error ? erreur : { name: "inconnue", stack: undefined };
  // Only where it happened: a database error's message quotes the values of the row.
  logger.error(
    {
      numero,
      name,
      ou: stack
        ?.split("\n")
        .filter((l) => /^\s+at /.test(l))
        .slice(0, 8),
    },
    "erreur inattendue",
  );
  const message = `Une erreur inattendue est survenue (numéro ${numero}). Réessayez ; si elle revient, donnez ce numéro à l'assistance.`;
  return { statutHttp: 500, code: "INCONNUE", message, champs: {} };
}

/** The same, for a form. */
export function enEtatAction(erreur: unknown): EtatAction {
  const { message, champs } = repondreErreur(erreur);
  return { statut: "erreur", message, champs };
}
