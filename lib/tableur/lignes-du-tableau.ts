import type { CleChamp } from "@/lib/dossier/champs";
import { champDe } from "@/lib/dossier/champs";
import type { ObjetJson } from "@/lib/dossier/json";
import { lireValeur } from "@/lib/dossier/lire-valeur";
import { associerColonnes } from "./associer-colonnes";
import type { LigneTableau, Tableau } from "./tableau";

/** A row as a dossier's source: known fields only, values as the API wants them, nothing empty. */
export type LigneLue = { numero: number; source: ObjetJson };

/** A row that can be no dossier, and why, in French. `ligne` is its number in the sheet, from 1. */
export type LigneEcartee = { ligne: number; raison: string };

export type LignesLues = { lignes: LigneLue[]; ecartees: LigneEcartee[]; colonnesIgnorees: string[] };

/** Without these, nobody can tell whose dossier it is. */
const INDISPENSABLES = [
  ["nom_apprenant", "le nom"],
  ["prenom_apprenant", "le prénom"],
  ["date_de_naissance_apprenant", "la date de naissance"],
] as const satisfies readonly (readonly [CleChamp, string])[];

function lireSource(colonnes: readonly (CleChamp | null)[], { cellules }: LigneTableau): ObjetJson {
  const source: ObjetJson = {};
  for (const [rang, cle] of colonnes.entries()) {
    if (cle === null) continue;
    const valeur = lireValeur(champDe(cle).type, cellules[rang] ?? null);
    if (valeur !== undefined) source[cle] = valeur;
  }
  return source;
}

const enumeration = new Intl.ListFormat("fr", { type: "conjunction" });

/**
 * The dossiers that a table holds. A row without a name, a first name or a birth date is put aside with its reason, the
 * others go on; a row that fills no known column is nobody's. Throws ErreurMetier when no heading is known.
 */
export function lignesDuTableau(tableau: Tableau): LignesLues {
  const { colonnes, ignorees } = associerColonnes(tableau.entetes);
  const lignes: LigneLue[] = [];
  const ecartees: LigneEcartee[] = [];
  for (const ligne of tableau.lignes) {
    const { numero } = ligne;
    const source = lireSource(colonnes, ligne);
    if (Object.keys(source).length === 0) continue;
    const manques = INDISPENSABLES.filter(([cle]) => source[cle] === undefined).map(([, nom]) => nom);
    if (manques.length === 0) lignes.push({ numero, source });
    else ecartees.push({ ligne: numero, raison: `Ligne ${numero} : il manque ${enumeration.format(manques)}.` });
  }
  return { lignes, ecartees, colonnesIgnorees: ignorees };
}
