import { describeChanges, type FieldShape } from "./field-shape";

export type Fields = ReadonlyMap<string, FieldShape>;

/** What a document says that our list does not: a line each, in the order of the document, then what it lost. */
export type Drift = { added: string[]; removed: string[]; changed: string[] };

/** Compares our list with the fields that the TBA publishes. */
export function compareFields(ours: Fields, theirs: Fields): Drift {
  const drift: Drift = { added: [], removed: [], changed: [] };
  for (const [key, published] of theirs) {
    const known = ours.get(key);
    if (known === undefined) {
      drift.added.push(`${key} (${published.type}${published.required === true ? ", obligatoire" : ""})`);
      continue;
    }
    drift.changed.push(...describeChanges(known, published).map((change) => `${key} : ${change}`));
  }
  for (const key of ours.keys()) if (!theirs.has(key)) drift.removed.push(key);
  return drift;
}

/** The report of a comparison, to be printed. */
export function describeDrift({ added, removed, changed }: Drift): string {
  const section = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [`${title} (${lines.length})`, ...lines.map((line) => `  ${line}`)];
  const lines = [
    ...section("Champs nouveaux", added),
    ...section("Champs disparus", removed),
    ...section("Champs changés", changed),
  ];
  return lines.length === 0 ? "Le document du TBA dit la même chose que notre liste de champs." : lines.join("\n");
}
