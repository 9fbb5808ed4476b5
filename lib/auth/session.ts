import { getServerSession } from "next-auth";
import { db } from "@/db/client";
import { ErreurMetier } from "@/lib/errors";
import type { Contexte } from "@/lib/services/contexte";
import { lireUtilisateur } from "@/lib/services/utilisateurs/lire-utilisateur";
import type { Identite } from "@/lib/services/utilisateurs/verifier-identifiants";
import { optionsNextAuth } from "./options";

/** The signed-in person as the database knows them now, null when nobody is. */
export async function personneConnectee(): Promise<Identite | null> {
  const session: { idUtilisateur?: unknown } | null = await getServerSession(optionsNextAuth());
  const id = session?.idUtilisateur;
  if (typeof id !== "string") return null;
  return lireUtilisateur({ db: await db() }, id);
}

/** What services need of a signed-in person's request. Throws NON_CONNECTE. */
export async function contexteConnecte(): Promise<Contexte & { personne: Identite }> {
  const personne = await personneConnectee();
  if (personne === null) throw new ErreurMetier("NON_CONNECTE", "Connectez-vous pour continuer.");
  return { db: await db(), acteur: { genre: "personne", id: personne.id }, maintenant: new Date(), personne };
}
