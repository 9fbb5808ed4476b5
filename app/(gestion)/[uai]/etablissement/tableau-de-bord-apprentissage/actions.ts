"use server";

import { revalidatePath } from "next/cache";
import { after } from "next/server";
import { actionConnectee, texteDuFormulaire } from "@/lib/actions/action-connectee";
import { annulerLot } from "@/lib/services/corrections/annuler-lot";
import { raconterAnnulation } from "@/lib/services/corrections/raconter-annulation";
import type { EtatAction } from "@/lib/services/etat-action.types";
import { demanderTransmission } from "@/lib/services/file/demander-transmission";
import { file, travaillerLaFile } from "@/lib/services/file/file-du-processus";

/** What a function that answers a person may spend on the queue afterwards, where no worker runs. */
const BUDGET_APRES_REPONSE_MS = 50_000;

export async function transmettre(uai: string, _: EtatAction, donnees: FormData): Promise<EtatAction> {
  const etat = await actionConnectee(async (contexte) => {
    await demanderTransmission(contexte, uai, await file(), { reprise: donnees.get("reprise") === "oui" });
    after(() => travaillerLaFile(BUDGET_APRES_REPONSE_MS));
    return "La transmission est demandée : elle commence dans un instant.";
  });
  revalidatePath(`/${uai}`, "layout");
  return etat;
}

export async function annuler(uai: string, _: EtatAction, donnees: FormData): Promise<EtatAction> {
  const etat = await actionConnectee(async (contexte) =>
    raconterAnnulation(await annulerLot(contexte, uai, texteDuFormulaire(donnees, "lot"))),
  );
  revalidatePath(`/${uai}/etablissement/tableau-de-bord-apprentissage`);
  return etat;
}
