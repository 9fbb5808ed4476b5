"use server";

import { revalidatePath } from "next/cache";
import { actionConnectee, texteDuFormulaire } from "@/lib/actions/action-connectee";
import type { Contexte } from "@/lib/services/contexte";
import type { EtatAction } from "@/lib/services/etat-action.types";
import * as departs from "@/lib/services/surveiller/declarer-depart";
import * as jumeaux from "@/lib/services/surveiller/declarer-jumeaux";
import type { EtatDepart } from "@/lib/services/surveiller/surveiller.types";

async function agir(uai: string, executer: (contexte: Contexte) => Promise<void>, dit: string): Promise<EtatAction> {
  const etat = await actionConnectee(async (contexte) => {
    await executer(contexte);
    return dit;
  });
  revalidatePath(`/${uai}/etablissement/a-surveiller`);
  return etat;
}

export async function declarerDepart(uai: string, _: EtatDepart, donnees: FormData): Promise<EtatDepart> {
  const lire = (nom: string) => texteDuFormulaire(donnees, nom);
  const saisie = { raison: lire("raison"), date: lire("date"), cause: lire("cause") };
  const dossierId = lire("dossier");
  const dit =
    saisie.raison === "erreur"
      ? "C'est noté : le dossier reste tel qu'il est."
      : "C'est noté : un dernier dossier partira avec cette date à la prochaine transmission.";
  const etat = await agir(uai, (contexte) => departs.declarerDepart(contexte, uai, dossierId, saisie), dit);
  return { ...etat, refuse: etat.statut === "succes" ? null : { dossierId, ...saisie } };
}

export async function annulerDepart(uai: string, _: EtatAction, donnees: FormData): Promise<EtatAction> {
  const dossierId = texteDuFormulaire(donnees, "dossier");
  return agir(uai, (contexte) => departs.annulerDepart(contexte, uai, dossierId), "Le départ est annulé.");
}

export async function declarerJumeaux(uai: string, _: EtatAction, donnees: FormData): Promise<EtatAction> {
  const [a, b] = [texteDuFormulaire(donnees, "premier"), texteDuFormulaire(donnees, "second")];
  const dit = "C'est noté : ce sont deux personnes, la question ne reviendra plus.";
  return agir(uai, (contexte) => jumeaux.declarerJumeaux(contexte, uai, a, b), dit);
}

export async function annulerJumeaux(uai: string, _: EtatAction, donnees: FormData): Promise<EtatAction> {
  const [a, b] = [texteDuFormulaire(donnees, "premier"), texteDuFormulaire(donnees, "second")];
  return agir(uai, (contexte) => jumeaux.annulerJumeaux(contexte, uai, a, b), "La réponse est annulée.");
}
