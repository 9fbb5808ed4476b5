import { groupPeople, indexPeople, type Person } from "./group-people";
import type { Entry, Matching, MatchKind, ToldPair } from "./match-people.types";
import { beginsLikeOther, isOneSlipApart, isSameLastName } from "./person-name";
import { proposePeople } from "./propose-people";

/**
 * A way to hold two people for the same: the keys that bring them together, whether they are then near enough to be candidates, and sure enough to be
 * taken when nobody else is near.
 */
type Way = {
  kind: MatchKind;
  keysOfApprentice: (person: Person) => readonly string[];
  keysOfLine: (person: Person) => readonly string[];
  near: (apprentice: Person, line: Person) => boolean;
  sure: (apprentice: Person, line: Person) => boolean;
};

const withBirth = (person: Person, ...keys: string[]) =>
  person.birth === "" ? [] : keys.map((key) => `${person.birth} ${key}`);

const share = (a: ReadonlySet<string>, b: ReadonlySet<string>) => [...a].some((each) => b.has(each));
const always = () => true;

/** The line's last name, or its first name when the two were written the other way round. */
const otherLast = (a: Person, l: Person) => (a.first.letters === l.first.letters ? l.last : l.first);
const isSlip = (a: Person, l: Person) => isOneSlipApart(a.last.letters, otherLast(a, l).letters);

/** From the surest to the least sure. All want the same birth date. */
const WAYS: readonly Way[] = [
  {
    kind: "exact",
    keysOfApprentice: (p) => withBirth(p, p.key),
    keysOfLine: (p) => withBirth(p, p.key),
    near: always,
    sure: always,
  },
  {
    kind: "order",
    keysOfApprentice: (p) => withBirth(p, `bag ${p.bag}`, `${p.first.letters}|${p.last.letters}`),
    keysOfLine: (p) => withBirth(p, `bag ${p.bag}`, `${p.last.letters}|${p.first.letters}`),
    near: always,
    sure: always,
  },
  {
    kind: "last-name",
    keysOfApprentice: (p) => withBirth(p, p.first.letters),
    keysOfLine: (p) => withBirth(p, p.first.letters, p.last.letters),
    near: (a, l) => isSameLastName(a.last, otherLast(a, l)) || isSlip(a, l),
    // «Faure» and «Fabre» are two families: the training must be the same as well.
    sure: (a, l) => isSameLastName(a.last, otherLast(a, l)) || share(a.formations, l.formations),
  },
];

/** The further first names of one: only of who has no brother or sister of that day in sight, in the same training. */
const FIRST_NAMES: Way = {
  kind: "first-name",
  keysOfApprentice: (p) => withBirth(p, p.last.letters),
  keysOfLine: (p) => withBirth(p, p.last.letters),
  near: (a, l) => beginsLikeOther(a.first, l.first),
  sure: (a, l) => share(a.formations, l.formations),
};

type Pair = { apprentice: Person; line: Person; kind: MatchKind };

/** The pairs of one way that have no other candidate, on either side. */
function takeWay(way: Way, apprentices: readonly Person[], lines: readonly Person[]): Pair[] {
  const find = indexPeople(apprentices, way.keysOfApprentice);
  const asked = new Map<Person, number>();
  const candidates = lines.map((line) => {
    const found = new Set(way.keysOfLine(line).flatMap((key) => [...find(key)]));
    const agreed = [...found].filter((apprentice) => way.near(apprentice, line));
    for (const apprentice of agreed) asked.set(apprentice, (asked.get(apprentice) ?? 0) + 1);
    return { line, agreed };
  });
  return candidates.flatMap(({ line, agreed: [only, other] }) =>
    only !== undefined && other === undefined && asked.get(only) === 1 && way.sure(only, line)
      ? [{ apprentice: only, line, kind: way.kind }]
      : [],
  );
}

/** What was said of two people, by their keys: one answer holds for all the entries of both. */
function readTold(told: readonly ToldPair[], apprentices: readonly Person[], lines: readonly Person[]) {
  const whose = (people: readonly Person[]) =>
    new Map(people.flatMap((person) => person.entries.map((entry) => [entry, person] as const)));
  const [owners, seen] = [whose(apprentices), whose(lines)];
  const refused = new Set<string>();
  const pairs: Pair[] = [];
  const taken = new Set<Person>();
  for (const { apprentice: own, line: entry, same } of told) {
    const [apprentice, line] = [owners.get(own), seen.get(entry)];
    if (apprentice === undefined || line === undefined) continue;
    if (!same) refused.add(`${apprentice.key} ${line.key}`);
    else if (!taken.has(line)) {
      taken.add(line);
      pairs.push({ apprentice, line, kind: "told" });
    }
  }
  return { pairs, isRefused: (a: Person, l: Person) => refused.has(`${a.key} ${l.key}`) };
}

/** A line left over that could only be somebody who has a line already: their second one. Several may be. */
function takeDoubles(way: Way, apprentices: readonly Person[], lines: readonly Person[]): Pair[] {
  const find = indexPeople(apprentices, way.keysOfApprentice);
  return lines.flatMap((line) => {
    const found = new Set(way.keysOfLine(line).flatMap((key) => [...find(key)]));
    const [only, other] = [...found].filter((apprentice) => way.near(apprentice, line));
    return only !== undefined && other === undefined && way.sure(only, line)
      ? [{ apprentice: only, line, kind: way.kind }]
      : [];
  });
}

/** Those who are the only one of their last name and birth date on their side. */
function withoutSiblings(people: readonly Person[]): Set<Person> {
  const find = indexPeople(people, FIRST_NAMES.keysOfLine);
  return new Set(people.filter((person) => FIRST_NAMES.keysOfLine(person).every((key) => find(key).length === 1)));
}

/**
 * Who of a list is who of the software. Held for the same: the same birth date, and names that differ by nothing but their writing, their order, a second
 * name, a particle, or, in the same training, one slip in the last name; when neither has another candidate. What is less sure is proposed, never taken: a
 * birth date one figure off, a first name one letter off. Twins share all but the first name: it is never guessed while a sibling is in sight.
 * What somebody said (`told`) comes before all.
 */
export function matchPeople(
  apprentices: readonly Entry[],
  lines: readonly Entry[],
  told: readonly ToldPair[] = [],
): Matching {
  const [software, list] = [groupPeople(apprentices), groupPeople(lines)];
  const pairs: Pair[] = [];
  const [matched, seen] = [new Set<Person>(), new Set<Person>()];
  const take = (found: readonly Pair[]) => {
    for (const pair of found) {
      pairs.push(pair);
      matched.add(pair.apprentice);
      seen.add(pair.line);
    }
  };
  const free = () => software.filter((person) => !matched.has(person));
  const left = () => list.filter((person) => !seen.has(person));
  const said = readTold(told, software, list);
  take(said.pairs);
  for (const way of WAYS) take(takeWay(way, free(), left()));
  const [alone, aloneInList] = [withoutSiblings(software), withoutSiblings(list)];
  take(
    takeWay(
      FIRST_NAMES,
      free().filter((person) => alone.has(person)),
      left().filter((person) => aloneInList.has(person)),
    ),
  );
  for (const way of WAYS) take(takeDoubles(way, software, left()));
  const proposals = proposePeople({ software, matched, lines: left(), isRefused: said.isRefused });
  return {
    matches: pairs.flatMap(({ apprentice, line, kind }) =>
      line.entries.flatMap((entry) => apprentice.entries.map((own) => ({ apprentice: own, line: entry, kind }))),
    ),
    proposals,
  };
}
