import { foldText } from "./fold-text";

export const PASSWORD_MIN_LENGTH = 12;
/** A bound against abuse, longer than any sentence that one remembers. */
export const PASSWORD_MAX_LENGTH = 200;

/** Whose password it is: neither their name nor their e-mail may be in it. */
export type PasswordOwner = { email: string; name: string };

const SHORTEST_PART = 4;

function ownParts({ email, name }: PasswordOwner): string[] {
  const [local = "", domain = ""] = email.split("@");
  const parts = [name, local, ...name.split(/[\s'-]+/), ...local.split(/[._+-]+/), domain.split(".")[0] ?? ""];
  return parts.map(foldText).filter((part) => part.length >= SHORTEST_PART);
}

/**
 * What is wrong with a password, as one sentence; null when it may be taken. `isCommon`: whether a lower-case text is in the list of
 * the most common ones. Source: OWASP ASVS 5.0, V6.2 (12 characters, no composition rule, no common nor personal word).
 */
export function passwordFault(
  password: string,
  owner: PasswordOwner,
  isCommon: (text: string) => boolean,
): string | null {
  if ([...password].length < PASSWORD_MIN_LENGTH) {
    return `Le mot de passe compte au moins ${PASSWORD_MIN_LENGTH} caractères.`;
  }
  if (password.length > PASSWORD_MAX_LENGTH) {
    return `Le mot de passe compte au plus ${PASSWORD_MAX_LENGTH} caractères.`;
  }
  if (new Set(password.toLowerCase()).size < SHORTEST_PART) {
    return "Ce mot de passe répète toujours les mêmes caractères : choisissez-en un autre.";
  }
  const lower = password.toLowerCase();
  if (isCommon(lower) || isCommon(lower.replace(/[^a-z]+$/, "")) || isRepeated(lower, isCommon)) {
    return "Ce mot de passe fait partie des plus courants : choisissez-en un autre.";
  }
  const folded = foldText(password);
  if (ownParts(owner).some((part) => folded.includes(part))) {
    return "Le mot de passe ne doit contenir ni votre nom ni votre adresse e-mail.";
  }
  return null;
}

/** «motdepassemotdepasse»: a common one, said again. */
function isRepeated(text: string, isCommon: (text: string) => boolean): boolean {
  const [, unit] = /^(.{4,}?)\1+$/.exec(text) ?? [];
  return unit !== undefined && (isCommon(unit) || unit.length < PASSWORD_MIN_LENGTH);
}
