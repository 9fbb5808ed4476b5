import type { Anomalie } from "./anomalie";
import type { CodeAnomalie } from "./anomalies/catalogue";
import { anomalieDuContrat } from "./anomalies/phrases-contrat";
import { anomaliesValeursAvalees } from "./anomalies/valeurs-avalees";
import { anomaliesVraisemblanceChamps } from "./anomalies/vraisemblance-champs";
import { type CleChamp, champDe } from "./champs";
import { verifierContrat } from "./contrat-tba";
import type { Json, ObjetJson } from "./json";
import { lireValeur } from "./lire-valeur";

/** What a person typed, read; or one French sentence that says why it will not do. */
export type Saisie = { valeur: Json } | { erreur: string };

const LONGUEUR_MAX = 500;

/** Of what is only likely to be wrong, what a person who types a value can put right at once. */
const REFUSEES: ReadonlySet<string> = new Set<CodeAnomalie>(["SIRET_CLE", "DATE_HORS_CALENDRIER"]);

/** What is wrong with a value by itself: refused by the TBA, dropped by it in silence, or sure not to exist. */
function defaut(cle: CleChamp, valeur: Json): string | null {
  const champ = champDe(cle);
  const seul: ObjetJson = { [cle]: valeur };
  const refus = verifierContrat(seul).find((e) => e.champ === cle);
  if (refus !== undefined) return anomalieDuContrat(champ, valeur, refus.message).phrase;
  const trouvees: Anomalie[] = [];
  anomaliesValeursAvalees(seul, trouvees);
  const douteuses: Anomalie[] = [];
  anomaliesVraisemblanceChamps(seul, douteuses);
  trouvees.push(...douteuses.filter((a) => REFUSEES.has(a.code)));
  return trouvees.find((a) => a.champs.includes(cle))?.phrase ?? null;
}

/**
 * Reads what a person typed for a field, with the rules of `lireValeur`, and refuses what the TBA would refuse or lose of this value
 * alone, and a SIRET or a day that does not exist. An empty text is null: whether the field may be empty is for the caller to say.
 */
export function lireSaisie(cle: CleChamp, texte: string): Saisie {
  const champ = champDe(cle);
  if (cle === "id_erp_apprenant") {
    return { erreur: `${champ.sujet} ne se corrige pas ici : le TBA prendrait l'apprenant pour un autre.` };
  }
  const propre = texte.replaceAll("\u0000", "").toWellFormed().trim();
  if (propre.length > LONGUEUR_MAX)
    return { erreur: `${champ.sujet} est trop long : ${LONGUEUR_MAX} caractères au plus.` };
  const valeur = lireValeur(champ.type, propre) ?? null;
  if (valeur === null || !champ.transmis) return { valeur };
  const erreur = defaut(cle, valeur);
  return erreur === null ? { valeur } : { erreur };
}
