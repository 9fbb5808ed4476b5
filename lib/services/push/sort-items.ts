import { isDeepStrictEqual } from "node:util";
import { isChampKey } from "@/lib/domain/champs";
import { identifierOf, yearOf } from "@/lib/domain/identity-fields";
import { isObject, type JsonObject } from "@/lib/domain/json";
import type { PushNote } from "@/lib/domain/push-notes";
import { refusalsOf } from "@/lib/domain/refusals";
import type { Entered } from "@/lib/services/jetons/open-jeton";
import type { Assign } from "./assign";
import { sourceOf, tooLong } from "./received-dossier";
import type { PushedDossier } from "./take-in";

const BEYOND = {
  champ: "etablissement_formateur_uai",
  sentence: "Ce jeton n'ouvre pas cet établissement : rien de ce dossier n'est repris.",
};

const UNNAMED = {
  champ: "id_erp_apprenant",
  sentence: "L'identifiant de votre logiciel manque : rien de ce dossier n'est repris.",
};

/**
 * A file without identifiers has ones of ours. A software is answered that the TBA refuses such a dossier: it would leave all the same, under
 * a name that its software does not know, and come back under its own.
 */
const isUnnamed = (source: JsonObject) =>
  identifierOf(source) === "" && refusalsOf(source).some(({ champ }) => champ === UNNAMED.champ);

/** What the TBA sets itself, refuses when it is wrong, and never gets of us: the dossier would leave all the same. */
function hiddenRefusal(item: unknown): { champ: string; sentence: string } | null {
  if (!isObject(item) || (item.api_version ?? item.source_organisme_id ?? null) === null) return null;
  const refusal = refusalsOf(item).find(({ champ }) => !isChampKey(champ));
  if (refusal === undefined) return null;
  return {
    champ: refusal.champ,
    sentence: "N'envoyez pas ce champ, que le TBA refuse : rien de ce dossier n'est repris.",
  };
}

/** What none of it is taken for, whoever it is about. */
const leftOf = (item: unknown, source: JsonObject) =>
  isUnnamed(source) ? UNNAMED : (hiddenRefusal(item) ?? tooLong(source));

/**
 * The dossiers of a call by the établissement where they go, and what is said already of the others. `copies`: those that say word for word
 * what one before them says, by their places, and the place of that one: as good as taken with it.
 */
export type SortedItems = {
  groups: Map<Entered, PushedDossier[]>;
  notes: Record<string, PushNote>;
  copies: Map<number, number>;
};

/** Of an établissement, where each identifier and year was first. */
function finder(): (etablissement: Entered, dossier: PushedDossier) => PushedDossier {
  const firsts = new Map<string, PushedDossier>();
  return ({ id }, dossier) => {
    const key = JSON.stringify([id, identifierOf(dossier.source), yearOf(dossier.source)]);
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, dossier);
    return first ?? dossier;
  };
}

/** Says of each item of a call where it goes. */
export function sortItems(items: readonly unknown[], assign: Assign): SortedItems {
  const sorted: SortedItems = { groups: new Map(), notes: {}, copies: new Map() };
  const firstLike = finder();
  for (const [index, item] of items.entries()) {
    const etablissement = assign(item);
    const source = sourceOf(item);
    const left = etablissement === null ? BEYOND : leftOf(item, source);
    if (etablissement === null || left !== null) {
      if (left !== null) sorted.notes[index] = { left };
      continue;
    }
    const dossier = { index, source };
    const first = firstLike(etablissement, dossier);
    const group = sorted.groups.get(etablissement);
    if (first !== dossier && isDeepStrictEqual(first.source, source)) sorted.copies.set(index, first.index);
    else if (group === undefined) sorted.groups.set(etablissement, [dossier]);
    else group.push(dossier);
  }
  return sorted;
}
