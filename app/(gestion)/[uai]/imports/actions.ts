"use server";

import { redirect } from "next/navigation";
import { actionConnectee } from "@/lib/actions/action-connectee";
import { ErreurMetier } from "@/lib/errors";
import type { EtatAction } from "@/lib/services/etat-action.types";
import { importerFichier } from "@/lib/services/imports/importer-fichier";

export async function importer(uai: string, _: EtatAction, donnees: FormData): Promise<EtatAction> {
  let id = "";
  const etat = await actionConnectee(async (contexte) => {
    const fichier = donnees.get("fichier");
    if (!(fichier instanceof File) || fichier.name === "") {
      throw new ErreurMetier("SAISIE_INVALIDE", "Choisissez d'abord un fichier xlsx ou csv.");
    }
    const octets = new Uint8Array(await fichier.arrayBuffer());
    id = (await importerFichier(contexte, uai, { nom: fichier.name, octets })).id;
    return "Le fichier est importé.";
  });
  if (etat.statut === "succes") redirect(`/${uai}/imports?bilan=${id}`);
  return etat;
}
