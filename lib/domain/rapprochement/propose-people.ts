import { indexPeople, type Person } from "./group-people";
import type { Proposal, ProposalKind } from "./match-people.types";
import { beginsLikeOther, isOneFigureApart, isOneSlipApart, isSameLastName } from "./person-name";

/** What brings two people together who may be the same. */
const keysOf = ({ last, first, birth, bag }: Person) => [
  `names ${last.letters}|${first.letters}`,
  `names ${first.letters}|${last.letters}`,
  `bag ${bag}`,
  ...(birth === ""
    ? []
    : [
        `last ${birth} ${last.letters}`,
        `first ${birth} ${first.letters}`,
        ...[...last.words, ...first.words].map((word) => `word ${birth} ${word}`),
      ]),
];

const isWithin = (few: readonly string[], many: readonly string[]) => few.every((word) => many.includes(word));

function holdsWords(a: Person, b: Person): boolean {
  const [ours, theirs] = [
    [...a.last.words, ...a.first.words],
    [...b.last.words, ...b.first.words],
  ];
  const few = Math.min(ours.length, theirs.length);
  return few >= 2 && (isWithin(ours, theirs) || isWithin(theirs, ours));
}

const sameNames = (a: Person, b: Person) =>
  a.bag === b.bag ||
  (a.last.letters === b.last.letters && a.first.letters === b.first.letters) ||
  (a.last.letters === b.first.letters && a.first.letters === b.last.letters);

/** Why two people may be the same, null when nothing says so. */
function likeness(a: Person, b: Person): ProposalKind | null {
  if (sameNames(a, b)) {
    if (a.birth === "" || b.birth === "") return "no-birth";
    if (isOneFigureApart(a.birth, b.birth)) return "birth-figure";
  }
  if (a.birth !== b.birth || a.birth === "") return null;
  if (isSameLastName(a.last, b.last) && isOneSlipApart(a.first.letters, b.first.letters)) return "name-slip";
  if (a.first.letters === b.first.letters && isOneSlipApart(a.last.letters, b.last.letters)) return "name-slip";
  if (isSameLastName(a.last, b.last) && beginsLikeOther(a.first, b.first)) return "fewer-words";
  return holdsWords(a, b) ? "fewer-words" : null;
}

/** `isRefused`: somebody said that they are two people. */
type ToPropose = {
  software: readonly Person[];
  matched: ReadonlySet<Person>;
  lines: readonly Person[];
  isRefused: (apprentice: Person, line: Person) => boolean;
};

/** For each line left over, the one apprentice who may be theirs: first among those whom no line has, each at most once. Two candidates are none. */
export function proposePeople({ software, matched, lines, isRefused }: ToPropose): Proposal[] {
  const find = indexPeople(software, keysOf);
  const proposed = new Set<Person>();
  return lines.flatMap((line) => {
    const found = [...new Set(keysOf(line).flatMap((key) => [...find(key)]))].flatMap((apprentice) => {
      const kind = likeness(apprentice, line);
      return kind === null || proposed.has(apprentice) || isRefused(apprentice, line) ? [] : [{ apprentice, kind }];
    });
    const free = found.filter(({ apprentice }) => !matched.has(apprentice));
    const [only, other] = free.length > 0 ? free : found;
    if (only === undefined || other !== undefined) return [];
    proposed.add(only.apprentice);
    const [first = 0] = only.apprentice.entries;
    return line.entries.map((entry) => ({ apprentice: first, line: entry, kind: only.kind }));
  });
}
