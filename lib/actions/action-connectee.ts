import { unstable_rethrow } from "next/navigation";
import { contexteConnecte } from "@/lib/auth/session";
import type { Contexte } from "@/lib/services/contexte";
import type { EtatAction } from "@/lib/services/etat-action.types";
import { enEtatAction } from "./repondre-erreur";

/**
 * The one wrapper of server actions: signs the person in, calls one service, answers a state that the form shows.
 * `executer` answers the sentence of success.
 */
export async function actionConnectee(executer: (contexte: Contexte) => Promise<string>): Promise<EtatAction> {
  try {
    return { statut: "succes", message: await executer(await contexteConnecte()) };
  } catch (erreur) {
    unstable_rethrow(erreur);
    return enEtatAction(erreur);
  }
}

/** The text of a form's field, empty when it is absent or a file. */
export function texteDuFormulaire(donnees: FormData, nom: string): string {
  const valeur = donnees.get(nom);
  return typeof valeur === "string" ? valeur : "";
}
