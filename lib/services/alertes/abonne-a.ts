import { and, eq, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { abonnements } from "@/db/schema/abonnements";
import { appartenances } from "@/db/schema/appartenances";
import type { GenreAbonnement } from "./alertes.types";

/** Joins what a person of an établissement chose to be mailed for, if they chose. */
export const CHOIX_DE_LA_PERSONNE: SQL | undefined = and(
  eq(abonnements.etablissementId, appartenances.etablissementId),
  eq(abonnements.utilisateurId, appartenances.utilisateurId),
);

/**
 * True of a person of an établissement (appartenances, left join abonnements) who is mailed for a kind:
 * what they chose, or else everything for an administrateur and nothing for the others.
 */
export function abonneA(genre: GenreAbonnement | SQLWrapper): SQL {
  return sql`case when ${abonnements.genres} is null then ${appartenances.role} = 'administrateur'
    else ${genre} = any(${abonnements.genres}) end`;
}
