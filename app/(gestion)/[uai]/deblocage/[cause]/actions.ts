"use server";

import { redirect } from "next/navigation";
import { urlListe } from "@/components/data-table/url-liste";
import { recherchesEnParametres } from "@/components/deblocage/liens-deblocage";
import { cheminRapport } from "@/components/rapport/parametres-rapport";
import { actionConnectee } from "@/lib/actions/action-connectee";
import { DEBLOCAGE_AU_REPOS, type EtatDeblocage } from "@/lib/services/deblocage/deblocage.types";
import { lireFormulaire } from "@/lib/services/deblocage/lire-saisies";
import type { DemandeCause } from "@/lib/services/deblocage/ouvrir-cause";
import { traiterFormulaire } from "@/lib/services/deblocage/traiter-formulaire";

export async function corriger(
  uai: string,
  demande: DemandeCause,
  _: EtatDeblocage,
  donnees: FormData,
): Promise<EtatDeblocage> {
  const formulaire = lireFormulaire(donnees);
  let suite: EtatDeblocage = { ...DEBLOCAGE_AU_REPOS, saisies: formulaire.saisies };
  let lotId = "";
  const etat = await actionConnectee(async (contexte) => {
    const reponse = await traiterFormulaire(contexte, uai, demande, formulaire);
    if ("lotId" in reponse) lotId = reponse.lotId;
    else suite = { ...suite, ...reponse };
    return "";
  });
  if (lotId !== "") {
    redirect(urlListe(cheminRapport(uai), recherchesEnParametres(demande.recherches), { fait: lotId }));
  }
  return { ...suite, ...etat };
}
