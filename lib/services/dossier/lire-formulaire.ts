import { type CleChamp, champDe, estCleChamp } from "@/lib/dossier/champs";
import { ecrireSaisie } from "@/lib/dossier/ecrire-saisie";
import { lireValeur } from "@/lib/dossier/lire-valeur";
import type { SaisieDossier } from "./corriger-dossier";

const texte = (valeur: FormDataEntryValue | null) => (typeof valeur === "string" ? valeur.trim() : "");

/** A day is shown jj/mm/aaaa and kept AAAA-MM-JJ: both writings are the same day. */
function memeForme(champ: CleChamp, lu: string): string {
  return champDe(champ).type === "date" ? ecrireSaisie(lireValeur("date", lu)) : lu;
}

/** What a dossier's form says that the person changed: `saisie.{champ}` beside `avant.{champ}`, what the page showed. */
export function lireFormulaireDossier(donnees: FormData): { version: string; saisies: SaisieDossier[] } {
  const saisies: SaisieDossier[] = [];
  for (const nom of new Set(donnees.keys())) {
    const champ = /^saisie\.(.+)$/.exec(nom)?.[1];
    if (champ === undefined || !estCleChamp(champ) || !donnees.has(`avant.${champ}`)) continue;
    const avant = memeForme(champ, texte(donnees.get(`avant.${champ}`)));
    const saisi = memeForme(champ, texte(donnees.get(nom)));
    if (saisi !== avant) saisies.push({ champ, avant, saisi });
  }
  return { version: texte(donnees.get("version")), saisies };
}

/** The field whose software value is to come back, null when the form names none. */
export function lireRetablissement(donnees: FormData): { version: string; champ: CleChamp } | null {
  const champ = texte(donnees.get("retablir"));
  return estCleChamp(champ) ? { version: texte(donnees.get("version")), champ } : null;
}
