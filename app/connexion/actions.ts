"use server";

import { redirect } from "next/navigation";
import { db } from "@/db/client";
import { texteDuFormulaire } from "@/lib/actions/action-connectee";
import { enEtatAction } from "@/lib/actions/repondre-erreur";
import { cheminDeRetour } from "@/lib/auth/chemin-de-retour";
import { fermerSession, ouvrirSession } from "@/lib/auth/ouvrir-session";
import type { EtatAction } from "@/lib/services/etat-action.types";
import { verifierIdentifiants } from "@/lib/services/utilisateurs/verifier-identifiants";

export async function seConnecter(_: EtatAction, donnees: FormData): Promise<EtatAction> {
  try {
    const personne = await verifierIdentifiants(
      { db: await db(), acteur: { genre: "anonyme" }, maintenant: new Date() },
      { email: texteDuFormulaire(donnees, "email"), motDePasse: texteDuFormulaire(donnees, "motDePasse") },
    );
    await ouvrirSession(personne);
  } catch (erreur) {
    return enEtatAction(erreur);
  }
  redirect(cheminDeRetour(texteDuFormulaire(donnees, "suite")));
}

export async function seDeconnecter(): Promise<void> {
  await fermerSession();
  redirect("/connexion");
}
