/** Which comes first where capitals do not say it. */
export type NameOrder = "surname-first" | "given-first";

/** A whole name in two; `sure`: nothing else could be meant. `by`: what told them apart. */
export type SplitName = { surname: string; given: string; sure: boolean; by: "capitals" | "comma" | "order" };

/** Longer than any name. */
const MAX_LENGTH = 120;
const TITLE = /^(?:m|mr|mme|mlle|monsieur|madame|mademoiselle)\.?$/i;
/** Words that belong to the one after them: «LE GOFF», «de La Tour», «EL AMRANI». */
const PARTICLE =
  /^(?:de|du|des|d['’]|la|le|les|l['’]|von|van|der|den|ter|da|das|do|dos|di|del|della|el|al|ben|bel|ait|aït|abd|abou|abu|bou|mac|mc|saint|sainte|st|ste|y)$/i;
const UPPER = /^(?=.*\p{Lu}.*\p{Lu})[^\p{Ll}]+$/u;
const CAPITALISED = /^\p{Lu}.*\p{Ll}/u;
const NAME = /^[\p{L}\p{M}'’´`·.\- ,]+$/u;

const join = (words: readonly string[]) => words.join(" ");

/** «DUPONT Jean», «Anne-Marie LE GOFF», «DUPONT de LIGNE Jean»: the surname is what is in capitals, all in one piece, at one end. */
function byCapitals(words: readonly string[]): SplitName | null {
  let first = words.findIndex((word) => UPPER.test(word));
  const last = words.findLastIndex((word) => UPPER.test(word));
  if (first === -1) return null;
  while (first > 0 && PARTICLE.test(words[first - 1] ?? "")) first -= 1;
  const inside = words.slice(first, last + 1);
  const [before, after] = [words.slice(0, first), words.slice(last + 1)];
  const others = before.length === 0 ? after : before;
  const whole = inside.every((word) => UPPER.test(word) || PARTICLE.test(word));
  if (!whole || (before.length > 0 && after.length > 0) || others.length === 0) return null;
  if (!others.every((word) => CAPITALISED.test(word))) return null;
  return { surname: join(inside), given: join(others), sure: true, by: "capitals" };
}

/** The words, those that belong together as one. */
function group(words: readonly string[]): string[] {
  const groups: string[] = [];
  let held: string[] = [];
  for (const word of words) {
    held.push(word);
    if (PARTICLE.test(word)) continue;
    groups.push(join(held));
    held = [];
  }
  return held.length === 0 ? groups : [...groups, join(held)];
}

function byOrder(words: readonly string[], order: NameOrder): SplitName | null {
  const groups = group(words);
  const [head, ...rest] = groups;
  if (head === undefined || rest.length === 0) return null;
  const tail = join(rest);
  const given = order === "surname-first" ? tail : head;
  // «JEAN DE LA TOUR» under «Nom Prénom»: no first name begins so.
  const sure = groups.length === 2 && !PARTICLE.test(given.split(" ")[0] ?? "");
  return { surname: order === "surname-first" ? head : tail, given, sure, by: "order" };
}

const wordsOf = (text: string) => text.split(/\s+/).filter((word) => word !== "");

function splitWords(words: readonly string[], order: NameOrder): SplitName | null {
  const bare = words.length > 2 && TITLE.test(words[0] ?? "") ? words.slice(1) : words;
  return byCapitals(bare) ?? byOrder(bare, order);
}

/**
 * Surname and first name of somebody whose name is in one cell: told by capitals, by a comma, else by the order. What holds more than a name («DUPONT Jean (1A)»)
 * is told without the rest, and is never sure. Null for what is not two words, or is too long.
 */
export function splitName(text: string, order: NameOrder): SplitName | null {
  const name = text.trim();
  if (name.length > MAX_LENGTH) return null;
  const [surname = "", given = "", ...more] = name.split(",").map((part) => wordsOf(part).join(" "));
  if (NAME.test(name) && name.includes(",") && surname !== "" && given !== "" && more.length === 0)
    return { surname, given, sure: true, by: "comma" };
  if (NAME.test(name) && !name.includes(",")) return splitWords(wordsOf(name), order);
  const words = wordsOf(name.replace(/\(.*?\)|\[.*?\]/g, " ").replaceAll(",", " ")).filter((word) =>
    /^\p{L}/u.test(word),
  );
  const found = splitWords(words, order);
  return found === null ? null : { ...found, sure: false };
}
