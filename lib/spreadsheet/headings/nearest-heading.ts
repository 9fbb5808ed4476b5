import type { ChampKey } from "@/lib/domain/champs";
import { compactHeading, HEADING_NAMES, isForbidden } from "./match-heading";

/** Shorter names are too near each other for a slip to tell them apart. */
const MIN_LENGTH = 6;
const LONG = 10;
const MAX_LENGTH = 60;

/** How many letters to put, take, change or swap with the next one, from one text to the other; `most + 1` for any more than `most`. */
function distance(from: string, to: string, most: number): number {
  if (Math.abs(from.length - to.length) > most) return most + 1;
  let older: number[] = [];
  let old = Array.from({ length: to.length + 1 }, (_, n) => n);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const [above, left, corner] = [old[j] ?? 0, row[j - 1] ?? 0, old[j - 1] ?? 0];
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      const cheapest = Math.min(above + 1, left + 1, corner + (from[i - 1] === to[j - 1] ? 0 : 1));
      row.push(swapped ? Math.min(cheapest, (older[j - 2] ?? 0) + 1) : cheapest);
    }
    if (Math.min(...row) > most) return most + 1;
    [older, old] = [old, row];
  }
  return Math.min(old[to.length] ?? 0, most + 1);
}

/** «Début contrat 3» is not a slip for the second one. */
const digits = (text: string) => text.replace(/\D/g, "");

/**
 * The field whose name a heading nearly is («Date de naisance»): one wrong letter, two in a long one; null when none is near, or two are as near. Only a
 * proposal: a person chooses. `taken`: the fields that other columns have.
 */
export function nearestHeading(heading: string, taken: ReadonlySet<ChampKey>): ChampKey | null {
  const text = compactHeading(heading);
  if (text.length < MIN_LENGTH || text.length > MAX_LENGTH || isForbidden(heading)) return null;
  let most = text.length < LONG ? 1 : 2;
  let nearest = new Set<ChampKey>();
  for (const [name, field] of HEADING_NAMES) {
    if (name.length < MIN_LENGTH || taken.has(field) || digits(name) !== digits(text)) continue;
    const letters = distance(text, name, most);
    if (letters > most) continue;
    if (letters < most) nearest = new Set();
    most = letters;
    nearest.add(field);
  }
  const [only, ...others] = nearest;
  return only !== undefined && others.length === 0 ? only : null;
}
