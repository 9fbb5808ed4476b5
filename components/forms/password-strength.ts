import { type OptionsType, ZxcvbnFactory } from "@zxcvbn-ts/core";
import * as common from "@zxcvbn-ts/language-common";
import * as french from "@zxcvbn-ts/language-fr";
import {
  PASSWORD_MAX_LENGTH,
  PASSWORD_MIN_LENGTH,
  type PasswordOwner,
  passwordFault,
} from "@/lib/domain/password-rules";
import { plural } from "@/lib/domain/plural";

/** `score` from 0 to 4, zxcvbn's own. */
export type Strength = { score: number; word: string; advice: string };

const WORDS = ["Très faible", "Faible", "Moyen", "Bon", "Très bon"] as const;

const OPTIONS: OptionsType = {
  translations: french.translations,
  graphs: common.adjacencyGraphs,
  dictionary: { ...common.dictionary, ...french.dictionary },
  maxLength: PASSWORD_MAX_LENGTH,
};

/** How hard a password is to guess, in words, and what would make it harder. What the rules refuse is said first. */
export async function passwordStrength(password: string, owner: PasswordOwner): Promise<Strength> {
  const zxcvbn = new ZxcvbnFactory(OPTIONS);
  const { score, feedback } = await zxcvbn.checkAsync(password, [owner.email, ...owner.name.split(/\s+/)]);
  const known = new Set(common.dictionary["passwords-common"].map(String));
  const fault = passwordFault(password, owner, (text) => known.has(text));
  const missing = PASSWORD_MIN_LENGTH - [...password].length;
  if (missing > 0) {
    return {
      score: Math.min(score, 1),
      word: WORDS[Math.min(score, 1)] ?? "",
      advice: `Encore ${plural(missing, "caractère")}.`,
    };
  }
  if (fault !== null) return { score: 0, word: "Refusé", advice: fault };
  const advice = [feedback.warning, ...feedback.suggestions].filter(Boolean).join(" ");
  return { score, word: WORDS[score] ?? "", advice };
}
