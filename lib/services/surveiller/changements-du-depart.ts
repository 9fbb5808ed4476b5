import type { CleChamp } from "@/lib/dossier/champs";
import { type Jour, jourEnNombre } from "@/lib/dossier/jour";
import type { ObjetJson } from "@/lib/dossier/json";
import { type ContratLu, lire } from "@/lib/dossier/lecture";
import { ErreurMetier } from "@/lib/errors";
import type { RaisonDepart } from "./surveiller.types";

/** The contract that ends last, as the TBA finds it (api-v3.md, rule 5): the day before its rupture, its end, or the training's. */
function contratTerminal(contrats: readonly ContratLu[], finFormation: number | null): ContratLu | null {
  const dernierJour = (c: ContratLu) =>
    c.rupture !== null ? c.rupture - 1 : (c.fin ?? finFormation ?? Number.POSITIVE_INFINITY);
  let terminal: ContratLu | null = null;
  for (const contrat of contrats) {
    if (terminal === null || dernierJour(contrat) >= dernierJour(terminal)) terminal = contrat;
  }
  return terminal;
}

function refuser(message: string): never {
  throw new ErreurMetier("SAISIE_INVALIDE", "Rien n'est enregistré : corrigez les champs signalés.", { date: message });
}

/**
 * The fields that carry a departure to the TBA, and their values: the rupture of the contract that ends last, the exclusion, or the end of
 * the contract (of the training when there is none). Nothing for a mistake. Throws SAISIE_INVALIDE.
 */
export function changementsDuDepart(
  valeurs: ObjetJson,
  { raison, date, cause }: { raison: RaisonDepart; date: Jour | null; cause: string },
): { champ: CleChamp; valeur: string }[] {
  if (raison === "erreur") return [];
  if (date === null) return refuser("Saisissez la date, sous la forme jj/mm/aaaa.");
  const avecCause = (champ: CleChamp) => (cause === "" ? [] : [{ champ, valeur: cause }]);
  if (raison === "exclusion") {
    return [{ champ: "date_exclusion_formation", valeur: date }, ...avecCause("cause_exclusion_formation")];
  }
  const { contrats, fin } = lire(valeurs);
  const contrat = contratTerminal(contrats, fin);
  if (contrat === null) {
    if (raison === "fin") return [{ champ: "date_fin_formation", valeur: date }];
    return refuser("Ce dossier n'a pas de contrat à rompre : choisissez l'exclusion ou la fin.");
  }
  if (jourEnNombre(date) < contrat.debut) return refuser("Cette date précède le début du contrat : vérifiez-la.");
  return raison === "fin"
    ? [{ champ: contrat.cles.fin, valeur: date }]
    : [{ champ: contrat.cles.rupture, valeur: date }, ...avecCause(contrat.cles.cause)];
}
