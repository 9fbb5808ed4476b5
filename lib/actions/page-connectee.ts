import { notFound, redirect } from "next/navigation";
import { contexteConnecte } from "@/lib/auth/session";
import { ErreurMetier } from "@/lib/errors";
import type { Contexte } from "@/lib/services/contexte";
import type { Identite } from "@/lib/services/utilisateurs/verifier-identifiants";

/** What a page reads: a signed-out person is sent to sign in, a foreign établissement is a 404. */
export async function pageConnectee<T>(lire: (contexte: Contexte & { personne: Identite }) => Promise<T>): Promise<T> {
  try {
    return await lire(await contexteConnecte());
  } catch (erreur) {
    if (!(erreur instanceof ErreurMetier)) throw erreur;
    if (erreur.code === "NON_CONNECTE") redirect("/connexion");
    if (erreur.code === "INTROUVABLE" || erreur.code === "INTERDIT") notFound();
    throw erreur;
  }
}
