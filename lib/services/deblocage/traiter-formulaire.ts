import type { Contexte } from "@/lib/services/contexte";
import { lireFiltres } from "@/lib/services/rapport/lire-filtres";
import { apercuCorrection, corrigerCause } from "./corriger-cause";
import type { EtatDeblocage } from "./deblocage.types";
import { type FormulaireCause, resumerSaisies } from "./lire-saisies";
import type { DemandeCause } from "./ouvrir-cause";

type Parametres = Record<string, string | string[] | undefined>;

const seul = (valeur: string | string[] | undefined) => (Array.isArray(valeur) ? (valeur[0] ?? "") : (valeur ?? ""));

/** What the address of a cause's page asks for. */
export function lireDemande(cle: string, parametres: Parametres): DemandeCause {
  return {
    cle,
    recherches: lireFiltres(parametres).recherches,
    champ: seul(parametres.champ),
    par: seul(parametres.par),
  };
}

export type ReponseFormulaire = { lotId: string } | Pick<EtatDeblocage, "saisies" | "apercu" | "vu">;

/**
 * A press on the correction's form: shows what the values would do or, once these very values were shown, applies them.
 * `demande.champ` is the field that the form corrects.
 */
export async function traiterFormulaire(
  contexte: Contexte,
  uai: string,
  demande: DemandeCause,
  formulaire: FormulaireCause,
): Promise<ReponseFormulaire> {
  const vues = formulaire.vu === resumerSaisies(demande.champ, formulaire.saisies);
  if (formulaire.veutAppliquer && vues) {
    const { lotId } = await corrigerCause(contexte, uai, demande, formulaire.saisies);
    return { lotId };
  }
  const { saisies, apercu } = await apercuCorrection(contexte, uai, demande, formulaire);
  return { saisies, apercu, vu: resumerSaisies(demande.champ, saisies) };
}
