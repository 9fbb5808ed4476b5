/** Letters that no accent makes, and what one types for them. */
const LETTERS: Readonly<Record<string, string>> = {
  œ: "oe",
  æ: "ae",
  ß: "ss",
  ł: "l",
  ø: "o",
  đ: "d",
  ð: "d",
  þ: "th",
  ħ: "h",
  ı: "i",
  ŧ: "t",
  ĳ: "ij",
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");
const APOSTROPHES = /[\u2018\u2019\u201A\u201B\u02B9\u02BB\u02BC\u02BD\u2032\u0060\u00B4\uFF07]/g;
const DASHES = /[\u2010-\u2015\u2043\u2212\uFE58\uFE63\uFF0D]/g;

/** Nothing in it is accented, nor a dash or an apostrophe of another kind, nor a control: the rest of the work would change nothing. */
const PLAIN = /^[\x20-\x5D\x5F\x61-\x7E]*$/;

/**
 * The one way to compare, search and sort French names: without accents nor case, ligatures and barred letters as one types them, one apostrophe, one
 * dash, single spaces. «O’Brien» is found by «o'brien»; Œ sorts between O and P.
 */
export function foldText(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase().replace(/ {2,}/g, " ").trim();
  return (
    text
      .toLowerCase()
      // Before the accents go: ` and ´ are accents too.
      .replace(APOSTROPHES, "'")
      .normalize("NFD")
      .replace(/\p{Diacritic}/gu, "")
      .replace(LETTER, (letter) => LETTERS[letter] ?? letter)
      .replace(DASHES, "-")
      .replace(/\s+/g, " ")
      .trim()
  );
}
