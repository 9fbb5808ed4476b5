import { eq } from "drizzle-orm";
import { appartenances } from "@/db/schema/appartenances";
import { etablissements } from "@/db/schema/etablissements";
import { supervisions } from "@/db/schema/supervisions";
import { aLeDroit, type Droit, meilleurRole, type Role } from "@/lib/auth/droits";
import { ErreurMetier } from "@/lib/errors";
import type { Contexte } from "@/lib/services/contexte";
import { liensDAcces } from "./liens-d-acces";

/** An établissement that the acting person may enter, and as what. */
export type EtablissementAutorise = {
  id: string;
  uai: string;
  siret: string;
  nom: string;
  transmissionActive: boolean;
  role: Role;
};

/**
 * The door of every service: the établissement of a UAI, when the person has the right in it.
 * A foreign établissement and one that does not exist look the same.
 * Throws NON_CONNECTE, INTROUVABLE, INTERDIT.
 */
export async function autoriser(contexte: Contexte, uai: string, droit: Droit): Promise<EtablissementAutorise> {
  const { db, acteur } = contexte;
  if (acteur.genre !== "personne") throw new ErreurMetier("NON_CONNECTE", "Connectez-vous pour continuer.");
  const liens = liensDAcces(acteur.id);
  const [trouve] = await db
    .select({
      etablissement: etablissements,
      role: appartenances.role,
      supervise: supervisions.utilisateurId,
    })
    .from(etablissements)
    .leftJoin(appartenances, liens.appartenance)
    .leftJoin(supervisions, liens.supervision)
    .where(eq(etablissements.uai, uai))
    .limit(1);
  const role = trouve && meilleurRole(trouve.role, trouve.supervise === null ? null : "lecteur");
  if (!trouve || !role) throw new ErreurMetier("INTROUVABLE", "Cette page n'existe pas.");
  if (!aLeDroit(role, droit)) {
    throw new ErreurMetier(
      "INTERDIT",
      "Votre rôle dans cet établissement ne le permet pas : demandez à un administrateur.",
    );
  }
  const { id, siret, nom, transmissionActive } = trouve.etablissement;
  return { id, uai: trouve.etablissement.uai, siret, nom, transmissionActive, role };
}
