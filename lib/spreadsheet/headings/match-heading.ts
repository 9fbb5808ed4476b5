import { tidyText } from "@/lib/domain/cells/tidy-text";
import { CHAMPS, type ChampKey } from "@/lib/domain/champs";
import type { Cell } from "@/lib/domain/parse-value";
import type { HeadingRule } from "./heading-rule.types";
import { HEADING_RULES } from "./heading-rules";
import { type HeadingWords, headingWords, unaccented } from "./heading-words";
import { isElsewhereBand, isPersonal } from "./others-band";

/** The field that a heading tells. `also`: those that the same column fills when no other does. `weak`: it gives way to another column; `exact`: it is the API's own name; `unsure`: its cells must agree. */
export type HeadingMatch = {
  field: ChampKey;
  also: readonly ChampKey[];
  weak: boolean;
  exact: boolean;
  unsure: boolean;
};

/** Case, accents, spaces, underscores, apostrophes and the template's stars do not count: «Prénom_apprenant **». */
export function compactHeading(heading: string): string {
  return heading
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
}

/** API names come before labels, labels before aliases: the first field to claim a heading keeps it. */
function indexNames(): ReadonlyMap<string, ChampKey> {
  const index = new Map<string, ChampKey>();
  const claim = (name: string, key: ChampKey) => {
    const searched = compactHeading(name);
    if (!index.has(searched)) index.set(searched, key);
  };
  for (const { key } of CHAMPS) claim(key, key);
  for (const { key, label } of CHAMPS) claim(label, key);
  for (const { key, alias } of CHAMPS) for (const name of alias) claim(name, key);
  return index;
}

/** What each field is called, written as `compactHeading` does: the API's names, our labels, the usual other names. */
export const HEADING_NAMES = indexNames();

type Way = { rule: HeadingRule; must: readonly string[]; may: ReadonlySet<string> };

const words = (text: string) => text.split(" ").filter((word) => word !== "");
const WAYS: readonly Way[] = HEADING_RULES.flatMap((rule) =>
  rule.ways.map((way) => ({ rule, must: words(way), may: new Set(words(rule.may ?? "")) })),
);

/** A social security number is never read: the TBA does not want it, and nobody should hold it. */
const NEVER = /(?:^|[^a-z])(?:nir|securite sociale|num_?secu|insee\s*n|n\S?\s*insee)(?:$|[^a-z])/;

const answers = ({ must, may }: Way, found: ReadonlySet<string>) =>
  must.every((word) => found.has(word)) && [...found].every((word) => must.includes(word) || may.has(word));

function fieldOfRank({ field, others }: HeadingRule, rank: number): ChampKey | null {
  if (rank <= 1) return field;
  if (others === undefined) return null;
  return others[rank - 2] ?? null;
}

function matchWords({ words: found, rank }: HeadingWords): HeadingMatch | null {
  if (found.size === 0 || found.has("nir")) return null;
  for (const way of WAYS) {
    if (!answers(way, found)) continue;
    const field = fieldOfRank(way.rule, rank);
    if (field !== null)
      return {
        field,
        also: way.rule.also ?? [],
        weak: way.rule.weak === true,
        exact: false,
        unsure: way.rule.unsure === true,
      };
  }
  return null;
}

const byName = (field: ChampKey, exact: boolean): HeadingMatch => ({
  field,
  also: [],
  weak: false,
  exact,
  unsure: false,
});

/** Without escapes, entities and invisible signs, and «PrÃ©nom» as «Prénom»: what a damaged heading says is not in doubt when it is known. */
function readable(heading: string): string {
  const { text } = tidyText(heading);
  if (!/[ÃÂ]/.test(text)) return text;
  const repaired = Buffer.from(text, "latin1").toString("utf8");
  return repaired.includes("\uFFFD") ? text : repaired;
}

/**
 * The field that a heading tells, by the API's names (with the template's «*»), our labels, the usual other names, then the words that software use.
 * `band`: a title that stands above several headings («Contrat 2» over «Début», «Fin»). Null when it tells none: a NIR never does.
 */
export function matchHeading(written: string, band = ""): HeadingMatch | null {
  const heading = readable(written);
  const named = HEADING_NAMES.get(compactHeading(heading));
  const exact = named !== undefined && compactHeading(named) === compactHeading(heading);
  const isElsewhere = isElsewhereBand(band);
  /** What the heading says alone, unless it is of somebody else, or of a place, that the band names. */
  const mayBe = (field: ChampKey) => exact || !isElsewhere || !isPersonal(field);
  const known = named !== undefined && heading.trim() !== "" && mayBe(named) ? named : null;
  if (known !== null && band.trim() === "") return byName(known, exact);
  if (NEVER.test(unaccented(heading))) return null;
  const [found, above] = [headingWords(heading), headingWords(band)];
  const answered = (words: HeadingWords) => {
    const match = matchWords(words);
    return match !== null && mayBe(match.field) ? match : null;
  };
  const alone = known === null ? answered(found) : byName(known, exact);
  if (band.trim() === "") return alone;
  const both = answered({ words: new Set([...found.words, ...above.words]), rank: found.rank || above.rank });
  // «UAI» under «Lieu de formation» is that of the place; «Rupture» under «Contrat 2», of the second contract.
  const isLess = alone === null || alone.weak || both?.field === `${alone.field}_${above.rank}`;
  return isLess ? (both ?? alone) : alone;
}

/** True for a heading whose column is never looked into: nothing of it is shown nor kept. */
export function isForbidden(heading: string): boolean {
  return NEVER.test(unaccented(heading)) || headingWords(heading).words.has("nir");
}

/** How many different fields the cells of a row tell, as headings. */
export function countKnownHeadings(cells: readonly Cell[]): number {
  const fields = new Set<ChampKey>();
  for (const cell of cells) {
    if (typeof cell !== "string" || cell.length > 120) continue;
    const match = matchHeading(cell);
    if (match !== null) fields.add(match.field);
  }
  return fields.size;
}
