import { CHAMPS, type CleChamp } from "@/lib/dossier/champs";
import { ErreurMetier } from "@/lib/errors";

/** `colonnes`: the field that each heading carries, null for none. `ignorees`: the headings left out, as written. */
export type ColonnesAssociees = { colonnes: (CleChamp | null)[]; ignorees: string[] };

/** Case, accents, spaces, underscores, apostrophes and the template's stars do not count: «Prénom_apprenant **». */
function normaliser(entete: string): string {
  return entete
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
}

/** API names come before labels, labels before aliases: the first field to claim a heading keeps it. */
function indexer(): ReadonlyMap<string, CleChamp> {
  const index = new Map<string, CleChamp>();
  const revendiquer = (nom: string, cle: CleChamp) => {
    const cherche = normaliser(nom);
    if (!index.has(cherche)) index.set(cherche, cle);
  };
  for (const { cle } of CHAMPS) revendiquer(cle, cle);
  for (const { cle, libelle } of CHAMPS) revendiquer(libelle, cle);
  for (const { cle, alias } of CHAMPS) for (const nom of alias) revendiquer(nom, cle);
  return index;
}

const INDEX = indexer();

/**
 * The field of each column of a file, by its heading: the API's names (with the template's «*»), our labels and the usual
 * other names. The first of two columns for one field is taken, the other reported; unknown ones are reported too, such as
 * a NIR, which is no field of ours and is never read. Throws ErreurMetier (SAISIE_INVALIDE) when no heading is known.
 */
export function associerColonnes(entetes: readonly string[]): ColonnesAssociees {
  const prises = new Set<CleChamp>();
  const ignorees: string[] = [];
  const colonnes = entetes.map((entete) => {
    if (entete.trim() === "") return null;
    const cle = INDEX.get(normaliser(entete));
    if (cle === undefined) ignorees.push(entete);
    else if (prises.has(cle)) ignorees.push(`${entete} (en double)`);
    else {
      prises.add(cle);
      return cle;
    }
    return null;
  });
  if (prises.size === 0) {
    throw new ErreurMetier(
      "SAISIE_INVALIDE",
      "Aucune colonne de ce fichier n'est connue : sa première ligne doit porter les en-têtes du modèle d'import (nom_apprenant, prenom_apprenant, date_de_naissance_apprenant…).",
    );
  }
  return { colonnes, ignorees };
}
