"use server";

import { revalidatePath } from "next/cache";
import { actionConnectee, texteDuFormulaire } from "@/lib/actions/action-connectee";
import { ErreurMetier } from "@/lib/errors";
import { reglerAbonnements } from "@/lib/services/alertes/regler-abonnements";
import type { EtatAction } from "@/lib/services/etat-action.types";
import { enregistrerCle } from "@/lib/services/parametrage/enregistrer-cle";
import { reglerNuit } from "@/lib/services/parametrage/regler-nuit";
import { testerCle } from "@/lib/services/parametrage/tester-cle";

const rafraichir = (uai: string) => revalidatePath(`/${uai}/parametrage/api/mission-apprentissage`);

export async function enregistrer(uai: string, _: EtatAction, donnees: FormData): Promise<EtatAction> {
  const etat = await actionConnectee(async (contexte) => {
    await enregistrerCle(contexte, uai, texteDuFormulaire(donnees, "cle"));
    return "La clé est enregistrée. Testez-la pour vérifier que le TBA l'accepte.";
  });
  rafraichir(uai);
  return etat;
}

export async function tester(uai: string, _: EtatAction, __: FormData): Promise<EtatAction> {
  const etat = await actionConnectee(async (contexte) => {
    const { resultat, phrase } = await testerCle(contexte, uai);
    if (resultat !== "acceptee") throw new ErreurMetier("TBA_CLE_REFUSEE", phrase);
    return phrase;
  });
  rafraichir(uai);
  return etat;
}

export async function regler(uai: string, _: EtatAction, donnees: FormData): Promise<EtatAction> {
  const active = texteDuFormulaire(donnees, "active") === "oui";
  const etat = await actionConnectee(async (contexte) => {
    await reglerNuit(contexte, uai, active);
    return active ? "La transmission de nuit est activée." : "La transmission de nuit est désactivée.";
  });
  rafraichir(uai);
  return etat;
}

export async function reglerAlertes(uai: string, _: EtatAction, donnees: FormData): Promise<EtatAction> {
  const textes = (nom: string) => donnees.getAll(nom).filter((valeur) => typeof valeur === "string");
  const reglages = textes("personne").map((utilisateurId) => ({ utilisateurId, genres: textes(utilisateurId) }));
  const etat = await actionConnectee(async (contexte) => {
    await reglerAbonnements(contexte, uai, reglages);
    return "Les alertes par e-mail sont enregistrées.";
  });
  rafraichir(uai);
  return etat;
}
