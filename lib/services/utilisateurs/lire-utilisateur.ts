import { eq } from "drizzle-orm";
import { utilisateurs } from "@/db/schema/utilisateurs";
import type { Contexte } from "@/lib/services/contexte";
import type { Identite } from "./verifier-identifiants";

const colonnes = { id: utilisateurs.id, email: utilisateurs.email, nom: utilisateurs.nom };

/** The person of an identifier, null when there is none any more. */
export async function lireUtilisateur({ db }: Pick<Contexte, "db">, id: string): Promise<Identite | null> {
  const [personne] = await db.select(colonnes).from(utilisateurs).where(eq(utilisateurs.id, id)).limit(1);
  return personne ?? null;
}

/** The person of an e-mail that an OpenID Connect provider vouches for, null when nobody opened an account for it. */
export async function trouverParEmail({ db }: Pick<Contexte, "db">, email: string): Promise<Identite | null> {
  const [personne] = await db
    .select(colonnes)
    .from(utilisateurs)
    .where(eq(utilisateurs.email, email.trim().toLowerCase()))
    .limit(1);
  return personne ?? null;
}
