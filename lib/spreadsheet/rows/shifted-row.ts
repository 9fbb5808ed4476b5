import { CHAMPS } from "@/lib/domain/champs";
import type { ChampType } from "@/lib/domain/champs/definition";
import { checkContrat } from "@/lib/domain/contrat-tba";
import type { Json, JsonObject } from "@/lib/domain/json";

/** Why a line whose cells are shifted is left. */
export const SHIFTED =
  "elle a plus de cellules que les autres, et les siennes ne vont pas sous leurs titres : l'une d'elles contient sans doute un séparateur sans guillemets. Corrigez cette ligne dans le fichier, puis importez-le de nouveau.";

/** Why a line that goes on in the next one is left. */
export const CUT =
  "elle n'a pas toutes ses cellules, et la ligne suivante semble en être la fin : l'une d'elles contient sans doute un retour à la ligne sans guillemets. Corrigez cette ligne dans le fichier, puis importez-le de nouveau.";

/** Why what can only be the end of such a line is left. */
export const CUT_END =
  "elle semble être la fin de la ligne précédente, qu'un retour à la ligne sans guillemets a coupée. Corrigez cette ligne dans le fichier, puis importez-le de nouveau.";

/** True when what stands under the birth date is a day: of the end of a line, it is something else. */
export const hasBirthDay = ({ date_de_naissance_apprenant: day }: JsonObject): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(String(day));

/** Figures that the TBA drops without a word when they are wrong: nothing else refuses the words that stand under them. */
const DROPPED: ReadonlySet<ChampType> = new Set(["siretTolere", "codePostalTolere", "duree"]);
const FIGURES = CHAMPS.filter(({ type }) => DROPPED.has(type));
const isWords = (value: Json | undefined) => typeof value === "string" && /[^\d\s.]/.test(value);

/** True when a value is not of the form of its column. Of a line that has a cell too many, it tells a shift from a remark written at its end. */
export const hasMisplaced = (source: JsonObject): boolean =>
  checkContrat(source).some(({ champ }) => champ in source) || FIGURES.some(({ key }) => isWords(source[key]));
