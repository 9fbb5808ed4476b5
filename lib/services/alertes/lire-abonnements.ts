import { asc, eq } from "drizzle-orm";
import { abonnements } from "@/db/schema/abonnements";
import { appartenances } from "@/db/schema/appartenances";
import { utilisateurs } from "@/db/schema/utilisateurs";
import { aLeDroit, LIBELLES_ROLES, type Role } from "@/lib/auth/droits";
import { env } from "@/lib/env";
import type { Contexte } from "@/lib/services/contexte";
import { autoriser } from "@/lib/services/etablissements/autoriser";
import { CHOIX_DE_LA_PERSONNE } from "./abonne-a";
import type { AbonnementsEtablissement, GenreAbonnement } from "./alertes.types";
import { GENRES_ABONNEMENT, LIBELLES_ABONNEMENTS } from "./phrases-alerte";

/** What a person is mailed for: what they chose, or else everything for an administrateur and nothing for the others. */
export function genresSuivis(role: Role, choisis: readonly string[] | null): GenreAbonnement[] {
  if (choisis === null) return role === "administrateur" ? [...GENRES_ABONNEMENT] : [];
  return GENRES_ABONNEMENT.filter((genre) => choisis.includes(genre));
}

/** The people of an établissement and what each is mailed for. E-mail addresses are for administrateurs. */
export async function lireAbonnements(contexte: Contexte, uai: string): Promise<AbonnementsEtablissement> {
  const { id: etablissementId, role: monRole } = await autoriser(contexte, uai, "voir");
  const lues = await contexte.db
    .select({
      id: utilisateurs.id,
      nom: utilisateurs.nom,
      email: utilisateurs.email,
      role: appartenances.role,
      choisis: abonnements.genres,
    })
    .from(appartenances)
    .innerJoin(utilisateurs, eq(utilisateurs.id, appartenances.utilisateurId))
    .leftJoin(abonnements, CHOIX_DE_LA_PERSONNE)
    .where(eq(appartenances.etablissementId, etablissementId))
    .orderBy(asc(utilisateurs.nom), asc(utilisateurs.id));
  const avecAdresses = aLeDroit(monRole, "administrer");
  return {
    personnes: lues.map(({ id, nom, email, role, choisis }) => ({
      id,
      nom,
      role: LIBELLES_ROLES[role],
      email: avecAdresses ? email : null,
      genres: genresSuivis(role, choisis),
    })),
    choix: GENRES_ABONNEMENT.map((genre) => ({ genre, libelle: LIBELLES_ABONNEMENTS[genre] })),
    envoiConfigure: env().SMTP_URL !== undefined,
  };
}
