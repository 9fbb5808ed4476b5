import { type CleChamp, champDe } from "@/lib/dossier/champs";
import { ecrireSaisie } from "@/lib/dossier/ecrire-saisie";
import { existeAuCalendrier, jourFrancais } from "@/lib/dossier/jour";
import type { Json } from "@/lib/dossier/json";
import { CHOIX_CHAMPS } from "./choix-champ";

const JOUR = /^\d{4}-\d{2}-\d{2}$/;

/** A value of a field as a person reads it: days jj/mm/aaaa, words for codes, «vide» for nothing. */
export function montrerValeur(champ: CleChamp, valeur: Json | undefined): string {
  const { type } = champDe(champ);
  const texte = ecrireSaisie(valeur);
  if (texte === "") return "vide";
  if (type === "date" && JOUR.test(texte) && existeAuCalendrier(texte)) return jourFrancais(texte);
  return CHOIX_CHAMPS[type]?.find((choix) => choix.valeur === texte)?.libelle ?? texte;
}
