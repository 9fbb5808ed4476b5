/** What a document says of a field, as far as a rule depends on it. */
export type FieldShape = {
  type: string;
  required?: boolean;
  format?: string;
  pattern?: string;
  minLength?: number;
  /** As texts, in any order. */
  enum?: readonly string[];
};

const PARTS = [
  ["type", "le type"],
  ["format", "le format"],
  ["pattern", "la forme"],
  ["minLength", "la longueur minimale"],
] as const;

const quoted = (value: unknown) => (value === undefined ? "rien" : `«${value}»`);
const without = (list: readonly string[] = [], other: readonly string[] = []) => list.filter((v) => !other.includes(v));

/** What changed from our list to the document, as phrases; none when they say the same. */
export function describeChanges(ours: FieldShape, theirs: FieldShape): string[] {
  const changes: string[] = [];
  if (ours.required === true && theirs.required !== true) changes.push("n'est plus obligatoire");
  if (ours.required !== true && theirs.required === true) changes.push("devient obligatoire");
  for (const [part, name] of PARTS) {
    if (ours[part] !== theirs[part]) changes.push(`${name} passe de ${quoted(ours[part])} à ${quoted(theirs[part])}`);
  }
  const [added, removed] = [without(theirs.enum, ours.enum), without(ours.enum, theirs.enum)];
  if (added.length > 0) changes.push(`valeurs ajoutées : ${added.join(", ")}`);
  if (removed.length > 0) changes.push(`valeurs retirées : ${removed.join(", ")}`);
  return changes;
}
