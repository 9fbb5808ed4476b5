"use server";

import { revalidatePath } from "next/cache";
import { actionConnectee } from "@/lib/actions/action-connectee";
import type { EtatAction } from "@/lib/services/etat-action.types";
import { clientTba } from "@/lib/services/tba/client-tba";
import { raconterBilan } from "@/lib/services/transmission/raconter-bilan";
import { transmettreMaintenant } from "@/lib/services/transmission/transmettre-maintenant";

export async function transmettre(uai: string, _: EtatAction, __: FormData): Promise<EtatAction> {
  const etat = await actionConnectee(async (contexte) =>
    raconterBilan(await transmettreMaintenant(contexte, uai, { tba: clientTba() })),
  );
  revalidatePath(`/${uai}/etablissement/tableau-de-bord-apprentissage`);
  return etat;
}
