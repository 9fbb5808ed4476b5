import type { ChampKey } from "@/lib/domain/champs";
import { headingWords } from "./heading-words";

/** Whoever it names beside them, such a band is of somebody else: «Responsable légal de l'apprenti». */
const OTHERS = ["tuteur", "tutrice", "tuteurs", "maitre", "maitres", "ma", "parent", "urgence", "prevenir"];
/** Of somebody else unless it names the apprentice too. */
const PERHAPS_OTHERS = ["employeur", "famille"];
/** Of a place or of a training, likewise: «Nom», «Adresse» under «Lieu de formation» are theirs. */
const PLACES = ["cfa", "lieu", "formation", "diplome", "opco"];
/** A place, or somebody: «Responsable», «Formateur». */
const PERHAPS_PLACES = ["formateur", "responsable"];

/** What everybody has: under the band of somebody else, it is theirs. */
export const PERSONAL: ReadonlySet<ChampKey> = new Set([
  "nom_apprenant",
  "prenom_apprenant",
  "date_de_naissance_apprenant",
  "sexe_apprenant",
  "email_contact",
  "tel_apprenant",
  "adresse_apprenant",
  "code_postal_apprenant",
  "code_commune_insee_apprenant",
]);

export const isPersonal = (field: ChampKey): boolean => PERSONAL.has(field);

/** True for a title above several headings that names somebody else than the apprentice: «Maître d'apprentissage» over «Nom», «Téléphone». */
export function isOthersBand(band: string): boolean {
  if (band.trim() === "") return false;
  const { words } = headingWords(band);
  return (
    OTHERS.some((word) => words.has(word)) ||
    (!words.has("apprenant") && PERHAPS_OTHERS.some((word) => words.has(word)))
  );
}

/** True for a title above several headings under which what everybody has is not the apprentice's. */
export function isElsewhereBand(band: string): boolean {
  if (isOthersBand(band)) return true;
  const { words } = headingWords(band);
  return !words.has("apprenant") && [...PLACES, ...PERHAPS_PLACES].some((word) => words.has(word));
}

/** True for such a title that may as well be that of the whole page: it names a place, an employer or a training, and nobody. */
export function mayBePageTitle(band: string): boolean {
  const { words } = headingWords(band);
  const has = (word: string) => words.has(word);
  return ![...OTHERS, ...PERHAPS_PLACES].some(has) && [...PLACES, "employeur"].some(has);
}
