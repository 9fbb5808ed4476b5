import type { ChampKey } from "@/lib/domain/champs";
import { champOf } from "@/lib/domain/champs";
import type { Json } from "@/lib/domain/json";

/** UTF-8 read as Windows-1252: «Ã©» is é, «â€™» is ’. */
const MOJIBAKE = /[ÃÂ][\u0080-\u00BF€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|[ÃÂ](?:\s|$)|â€|Å[“’¡]/;
const REPLACEMENT = /\uFFFD/;
/** Without any, most texts are sound at the first look, but names. */
const BEYOND_ASCII = /[\u0080-\uFFFF]/;
/** No name has these: each is what a damaged letter, or a formula, leaves. Two accents alone stand for an apostrophe. */
const ODD_IN_NAME = /\p{Cc}|(?![´`])[\p{S}\p{No}]|[§¶µ†‡•ƒπΩΩﬁﬂ…‰‹›«»‚„“”ˆ¿¡?!*#%&{}[\]\\_@"]/u;
/** «ZoÈ», «FranÁois», «BenoŒt»: what an accent becomes when it is read in the letters of another system. «MacÉoin» is a name. */
const CAPITAL_WITHIN = /(?<=\p{Ll})(?<!(?:^|[\s'’-])(?:Mac|Mc|Nic|De|Di|Du|La|Le))[ÀÁÂÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖÙÚÛÜŽŠŒŸ]/u;

const NAMES: ReadonlySet<string> = new Set(["nom_apprenant", "prenom_apprenant"]);

/** A short text, quoted whole; a long one, around what is damaged. */
function excerpt(text: string, at: number): string {
  return text.length <= 60 ? text : `…${text.slice(Math.max(0, at - 20), at + 30)}…`;
}

/**
 * What is damaged in a value, as a French sentence that a person confirms or mends; null when it looks sound. Pairs of «Ã©», lost characters, and in
 * a name any sign that no name has.
 */
export function damagedText(champ: ChampKey, value: Json | undefined): string | null {
  if (typeof value !== "string") return null;
  if (!BEYOND_ASCII.test(value) && !NAMES.has(champ)) return null;
  const isName = NAMES.has(champ);
  const odd = () => (isName ? ODD_IN_NAME.exec(value) : null);
  const capital = () => (isName && BEYOND_ASCII.test(value) ? CAPITAL_WITHIN.exec(value) : null);
  const found = MOJIBAKE.exec(value) ?? REPLACEMENT.exec(value) ?? odd() ?? capital();
  if (found === null) return null;
  const seen = `« ${excerpt(value, found.index)} »`;
  const remedy = "Corrigez cette valeur, ou dites qu'elle est juste.";
  if (champ === "nom_apprenant") return `Ce nom semble abîmé : ${seen}. ${remedy}`;
  if (champ === "prenom_apprenant") return `Ce prénom semble abîmé : ${seen}. ${remedy}`;
  return `${champOf(champ).subject} contient un caractère abîmé : ${seen}. ${remedy}`;
}
