import { ETATS, NOT_SEEN, NOT_SHOWN, SEEN } from "@/lib/domain/etat";
import { foldText } from "@/lib/domain/fold-text";
import { isStatutTba } from "@/lib/domain/statut";
import type { IssueCount } from "@/lib/services/rapport/lines/summarize-lines";
import {
  RAPPORT_SEARCHES,
  type RapportSearch,
  type RapportSearches,
  SOON_PREFIX,
} from "@/lib/services/rapport/rapport.types";
import { parseSearchedDays } from "@/lib/services/rapport/searched-days";
import { type CodedColumn, type Mask, maskContaining, maskWhere } from "./columns";
import type { HeldLines } from "./held-lines";

/** The lines that a searched value keeps; null when it asks nothing. */
type Criterion = (searched: string, lines: HeldLines) => Mask | null;

// In place, by plain loops: a function called for each of a hundred thousand lines would cost more than all the rest.
const both = (a: Mask, b: Mask): Mask => {
  for (let line = 0; line < a.length; line++) a[line] = (a[line] ?? 0) & (b[line] ?? 0);
  return a;
};
const either = (a: Mask, b: Mask): Mask => {
  for (let line = 0; line < a.length; line++) a[line] = (a[line] ?? 0) | (b[line] ?? 0);
  return a;
};

function maskOfDays(column: CodedColumn, searched: string): Mask {
  const { days, text } = parseSearchedDays(searched);
  if (days !== null) return maskWhere(column, (day) => day !== "" && day >= days[0] && day < days[1]);
  return maskWhere(
    column,
    (day) => day !== "" && `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`.includes(text),
  );
}

const isTrue = (value: string) => value === "true";

/** What `CRITERIA` of filter.ts asks in SQL, said of lines that are held: a search keeps the same, whoever answers it. */
const CRITERIA: Readonly<Record<RapportSearch, Criterion>> = {
  numero: (searched, { numero }) => maskContaining(numero, searched),
  formation: (searched, { formation }) => {
    const name = foldText(searched);
    const isName = formation.values.includes(name);
    return maskWhere(formation, (value) => (isName ? value === name : value.includes(name)));
  },
  apprenant: (searched, { apprenant }) => {
    const words = foldText(searched).split(" ").filter(Boolean);
    return words.length === 0 ? null : words.map((word) => maskContaining(apprenant, word)).reduce(both);
  },
  statut: (searched, { statut, soon }) => {
    const wanted = searched.startsWith(SOON_PREFIX) ? searched.slice(SOON_PREFIX.length) : searched;
    return isStatutTba(wanted) ? maskWhere(wanted === searched ? statut : soon, (value) => value === wanted) : null;
  },
  employeur: (searched, { employeur }) => maskContaining(employeur, foldText(searched)),
  debut: (searched, { debut }) => maskOfDays(debut, searched),
  fin: (searched, { fin }) => maskOfDays(fin, searched),
  etat: (searched, { etat, notShown, seen }) => {
    const sent = () => maskWhere(etat, (value) => value === "transmis");
    if (searched === NOT_SHOWN) return both(sent(), maskWhere(notShown, isTrue));
    if (searched === SEEN) return maskWhere(seen, isTrue);
    if (searched === NOT_SEEN)
      return both(
        sent(),
        maskWhere(seen, (value) => !isTrue(value)),
      );
    return ETATS.some((known) => known === searched) ? maskWhere(etat, (value) => value === searched) : null;
  },
  annee: (searched, { annee }) => maskWhere(annee, (value) => value === searched),
};

/** Lines that are held, those of them that searches keep, and how many these are. */
export type KeptLines = { lines: HeldLines; mask: Mask; kept: number };

function searchLines(lines: HeldLines, searches: RapportSearches): KeptLines {
  let mask: Mask = new Uint8Array(lines.count).fill(1);
  for (const name of RAPPORT_SEARCHES) {
    const found = (searches[name] ?? []).flatMap((searched) => CRITERIA[name](searched, lines) ?? []);
    if (found.length > 0) mask = both(mask, found.reduce(either));
  }
  let kept = 0;
  for (let line = 0; line < mask.length; line++) kept += mask[line] ?? 0;
  return { lines, mask, kept };
}

/** So many searches are remembered of the lines that are held, one byte a line each: who reads a list turns its pages, and goes back to it. */
const MAX_REMEMBERED = 20;
const REMEMBERED = new WeakMap<HeldLines, Map<string, KeptLines>>();

/** What searches keep of lines: looked for once, for as long as these lines are held. Lines of another version are other lines. */
export function keepLines(lines: HeldLines, searches: RapportSearches): KeptLines {
  const known = REMEMBERED.get(lines) ?? new Map<string, KeptLines>();
  REMEMBERED.set(lines, known);
  const key = JSON.stringify(RAPPORT_SEARCHES.map((name) => searches[name] ?? []));
  const kept = known.get(key) ?? searchLines(lines, searches);
  known.delete(key);
  known.set(key, kept);
  for (const oldest of known.keys()) {
    if (known.size <= MAX_REMEMBERED) break;
    known.delete(oldest);
  }
  return kept;
}

/** What is to repair in the lines that are kept, to be put together by `sumIssues`. */
export function countHeldIssues({ lines: { issues }, mask }: KeptLines): IssueCount[] {
  const counts = new Int32Array(issues.values.length);
  for (let line = 0; line < mask.length; line++) {
    const code = issues.codes[line] ?? 0;
    counts[code] = (counts[code] ?? 0) + (mask[line] ?? 0);
  }
  return issues.values.flatMap((value, code) => {
    const n = counts[code] ?? 0;
    const [numbers = "", champ = ""] = value.slice(1).split("}");
    if (n === 0 || numbers === "") return [];
    const soleChamp = champ === "" ? null : champ;
    return numbers.split(",").map((number) => ({ number: Number(number), soleChamp, n }));
  });
}
