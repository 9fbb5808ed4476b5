"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { actionConnectee, texteDuFormulaire } from "@/lib/actions/action-connectee";
import { ErreurMetier } from "@/lib/errors";
import { corrigerDossier, retablirChamp } from "@/lib/services/dossier/corriger-dossier";
import type { EtatDossier } from "@/lib/services/dossier/dossier.types";
import { lireFormulaireDossier, lireRetablissement } from "@/lib/services/dossier/lire-formulaire";
import { raconterCorrection } from "@/lib/services/dossier/raconter-correction";
import type { EtatAction } from "@/lib/services/etat-action.types";

/** `suivant`: where to go when the form asks for the next dossier and nothing stops this one any more. */
export async function enregistrer(
  uai: string,
  id: string,
  suivant: string | null,
  _: EtatDossier,
  donnees: FormData,
): Promise<EtatDossier> {
  const formulaire = lireFormulaireDossier(donnees);
  let conflits: EtatDossier["conflits"] = [];
  let debloque = false;
  const etat = await actionConnectee(async (contexte) => {
    const faite = await corrigerDossier(contexte, uai, id, formulaire);
    if (faite.genre === "conflit") conflits = faite.conflits;
    else debloque = faite.bloquantes === 0;
    return raconterCorrection(faite);
  });
  revalidatePath(`/${uai}/apprenants/${id}`);
  const continuer = texteDuFormulaire(donnees, "suite") === "suivant" && debloque;
  if (continuer && suivant?.startsWith(`/${uai}/apprenants/`)) redirect(suivant);
  if (etat.statut === "succes") return { ...etat, saisies: {}, conflits };
  return { ...etat, saisies: Object.fromEntries(formulaire.saisies.map((s) => [s.champ, s.saisi])), conflits };
}

export async function retablir(uai: string, id: string, _: EtatAction, donnees: FormData): Promise<EtatAction> {
  const demande = lireRetablissement(donnees);
  const etat = await actionConnectee(async (contexte) => {
    if (demande === null) throw new ErreurMetier("SAISIE_INVALIDE", "Choisissez le champ à rétablir.");
    await retablirChamp(contexte, uai, id, demande);
    return "La valeur du logiciel est rétablie.";
  });
  revalidatePath(`/${uai}/apprenants/${id}`);
  return etat;
}
