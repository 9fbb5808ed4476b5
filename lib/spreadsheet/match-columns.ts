import { CHAMPS, type ChampKey } from "@/lib/domain/champs";
import { ServiceError } from "@/lib/errors";

/** `columns`: the field that each heading carries, null for none. `ignored`: the headings left out, as written. */
export type MatchedColumns = { columns: (ChampKey | null)[]; ignored: string[] };

/** Case, accents, spaces, underscores, apostrophes and the template's stars do not count: «Prénom_apprenant **». */
function normalize(heading: string): string {
  return heading
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
}

/** API names come before labels, labels before aliases: the first field to claim a heading keeps it. */
function index(): ReadonlyMap<string, ChampKey> {
  const index = new Map<string, ChampKey>();
  const claim = (name: string, key: ChampKey) => {
    const searched = normalize(name);
    if (!index.has(searched)) index.set(searched, key);
  };
  for (const { key } of CHAMPS) claim(key, key);
  for (const { key, label } of CHAMPS) claim(label, key);
  for (const { key, alias } of CHAMPS) for (const name of alias) claim(name, key);
  return index;
}

const INDEX = index();

/**
 * The field of each column of a file, by its heading: the API's names (with the template's «*»), our labels and the usual
 * other names. The first of two columns for one field is taken, the other reported; unknown ones are reported too, such as
 * a NIR, which is no field of ours and is never read. Throws ServiceError (INVALID_INPUT) when no heading is known.
 */
export function matchColumns(headings: readonly string[]): MatchedColumns {
  const taken = new Set<ChampKey>();
  const ignored: string[] = [];
  const columns = headings.map((heading) => {
    if (heading.trim() === "") return null;
    const key = INDEX.get(normalize(heading));
    if (key === undefined) ignored.push(heading);
    else if (taken.has(key)) ignored.push(`${heading} (en double)`);
    else {
      taken.add(key);
      return key;
    }
    return null;
  });
  if (taken.size === 0) {
    throw new ServiceError(
      "INVALID_INPUT",
      "Aucune colonne de ce fichier n'est connue : sa première ligne doit porter les en-têtes du modèle d'import (nom_apprenant, prenom_apprenant, date_de_naissance_apprenant…).",
    );
  }
  return { columns, ignored };
}
