import type { ChampKey } from "@/lib/domain/champs";
import { headingWords, unaccented } from "./heading-words";
import { isElsewhereBand, isOthersBand, PERSONAL } from "./others-band";

/** Who else has a telephone, an address or a SIRET, besides those whom a band names (others-band.ts). */
const OTHERS = new Set(
  "cfa formateur responsable referent referente conseiller conseillere opco financeur payeur conjoint signataire jury lieu lieuexecution urssaf".split(
    " ",
  ),
);
const SIRETS: readonly ChampKey[] = [
  "siret_employeur",
  "etablissement_formateur_siret",
  "etablissement_responsable_siret",
];
/** Of another time than this dossier: «UAI d'origine», «Diplôme précédent». */
const BEFORE = /\b(?:precedente?s?|anciens?|anciennes?|anterieure?s?|origine|derniere?s?)\b/;

/**
 * The fields that must not be proposed for a column, whatever its cells look like: a person would take a telephone of «Tél. du tuteur», or of «Téléphone» under
 * «Maître d'apprentissage», for the apprentice's. Null: none may be.
 */
export function foreignFields(heading: string, band: string): ReadonlySet<ChampKey> | null {
  const said = `${band} ${heading}`;
  if (BEFORE.test(unaccented(said))) return null;
  const { words, rank } = headingWords(said);
  const isOthers = !words.has("apprenant") && [...words].some((word) => OTHERS.has(word));
  const personal = isOthers || isElsewhereBand(band) || isOthersBand(heading) ? [...PERSONAL] : [];
  // «Mél 2» beside «Mél resp.» is the other parent's, «SIRET 2» the second employer's: what is first is nobody's second.
  const second = rank > 1 ? [...PERSONAL, ...SIRETS] : [];
  return new Set([...personal, ...second, ...(isOthers ? SIRETS : [])]);
}
