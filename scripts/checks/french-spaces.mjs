const BEFORE = /(?<!\w["|]) (?=[:;?!»](?:[\s"'`<.,;:)…»*_\\/${]|$))/gu;
/** Words between French quotes that nothing separates from them. */
const TIGHT = /«([\p{L}\p{N}][\p{L}\p{N} ’'›]*)»/gu;

/** The one rule: the space before : ; ? ! » and after « is there, and never breaks a line. Any other text comes back as it was. */
export function withFrenchSpaces(text) {
  return text.replace(TIGHT, "«\u00a0$1\u00a0»").replace(BEFORE, "\u00a0").replace(/« /g, "«\u00a0");
}
