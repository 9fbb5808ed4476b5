import { eq } from "drizzle-orm";
import { utilisateurs } from "@/db/schema/utilisateurs";
import { ErreurMetier } from "@/lib/errors";
import { motDePasseJuste } from "@/lib/securite/mot-de-passe";
import type { Contexte } from "@/lib/services/contexte";
import { journaliser } from "@/lib/services/journal/journaliser";
import { cleDeTentative, compterTentative, oublierTentatives } from "./ralentir-connexion";

export type Identite = { id: string; email: string; nom: string };

/**
 * The person of an e-mail and a password. The same sentence for a wrong password and an unknown e-mail.
 * Throws SAISIE_INVALIDE, TROP_DE_TENTATIVES.
 */
export async function verifierIdentifiants(
  contexte: Contexte,
  saisie: { email: string; motDePasse: string },
): Promise<Identite> {
  const email = saisie.email.trim().toLowerCase();
  const cle = cleDeTentative(email);
  await compterTentative(contexte, cle);
  const [personne] = await contexte.db.select().from(utilisateurs).where(eq(utilisateurs.email, email)).limit(1);
  if (!(await motDePasseJuste(saisie.motDePasse, personne?.motDePasse ?? null)) || !personne) {
    throw new ErreurMetier("SAISIE_INVALIDE", "L'adresse e-mail ou le mot de passe est faux.");
  }
  await oublierTentatives(contexte, cle);
  await journaliser({ ...contexte, acteur: { genre: "personne", id: personne.id } }, null, "connexion");
  return { id: personne.id, email: personne.email, nom: personne.nom };
}
