import type { Entry } from "./match-people.types";
import { type PersonName, readName } from "./person-name";

/** One person on one side: the entries that say the same last name, first name and birth date. */
export type Person = {
  key: string;
  last: PersonName;
  first: PersonName;
  birth: string;
  /** The words of both names, sorted: the same whichever comes first. */
  bag: string;
  formations: ReadonlySet<string>;
  entries: number[];
};

const keyOf = (last: PersonName, first: PersonName, birth: string) => `${last.letters}|${first.letters}|${birth}`;

/** The key of somebody, from what a list or a software writes. */
export const groupKey = (lastName: string, firstName: string, birth: string | null): string =>
  keyOf(readName(lastName), readName(firstName), birth ?? "");

/** The people of one side; entries without a name say nothing of anybody. */
export function groupPeople(entries: readonly Entry[]): Person[] {
  const people = new Map<string, Person & { formations: Set<string> }>();
  const names = new Map<string, PersonName>();
  const read = (text: string): PersonName => {
    const known = names.get(text);
    if (known !== undefined) return known;
    const name = readName(text);
    names.set(text, name);
    return name;
  };
  entries.forEach((entry, rank) => {
    const [last, first, birth] = [read(entry.lastName), read(entry.firstName), entry.birth ?? ""];
    if (last.letters === "" || first.letters === "") return;
    const key = keyOf(last, first, birth);
    let person = people.get(key);
    if (person === undefined) {
      const bag = [...last.words, ...first.words].sort().join(" ");
      person = { key, last, first, birth, bag, formations: new Set(), entries: [] };
      people.set(key, person);
    }
    person.entries.push(rank);
    for (const formation of entry.formations) person.formations.add(formation);
  });
  return [...people.values()];
}

/** Where more people share a key, it tells nothing. */
const CROWD = 40;

/** Finds the people of one side that carry a key. A crowd is nobody. */
export function indexPeople(people: readonly Person[], keysOf: (person: Person) => readonly string[]) {
  const found = new Map<string, Person[]>();
  for (const person of people) {
    for (const key of new Set(keysOf(person))) {
      const known = found.get(key);
      if (known === undefined) found.set(key, [person]);
      else known.push(person);
    }
  }
  return (key: string): readonly Person[] => {
    const carriers = found.get(key) ?? [];
    return carriers.length > CROWD ? [] : carriers;
  };
}
