import type { RapportColumn, RapportFilters } from "@/lib/services/rapport/rapport.types";
import { type CodedColumn, type TextColumn, textAt } from "./columns";
import type { HeldLines } from "./held-lines";
import type { KeptLines } from "./keep-lines";

/** The place of each line's value among the values, and how many those are; -1 for a line that has none. */
type Places = { places: Int32Array; size: number };

// Sorted as they are, texts are in the order of their characters' numbers, as «collate "C"» has them.

function placesOfCodes({ values, codes }: CodedColumn, blank: string | null): Places {
  const sorted = values.filter((value) => value !== blank).sort();
  const place = new Map(sorted.map((value, at) => [value, at]));
  const table = Int32Array.from(values, (value) => place.get(value) ?? -1);
  return { places: codes.map((code) => table[code] ?? -1), size: sorted.length };
}

function placesOfTexts(column: TextColumn, count: number, blank: string | null): Places {
  const texts = Array.from({ length: count }, (_, line) => textAt(column, line));
  const sorted = [...new Set(texts)].filter((text) => text !== blank).sort();
  const place = new Map(sorted.map((text, at) => [text, at]));
  return { places: Int32Array.from(texts, (text) => place.get(text) ?? -1), size: sorted.length };
}

const PLACES: Readonly<Record<Exclude<RapportColumn, "numero">, (lines: HeldLines) => Places>> = {
  // A line always has these two, even when nothing is written there.
  formation: ({ formation }) => placesOfCodes(formation, null),
  apprenant: ({ apprenant, count }) => placesOfTexts(apprenant, count, null),
  statut: ({ statut }) => placesOfCodes(statut, ""),
  employeur: ({ employeur, count }) => placesOfTexts(employeur, count, ""),
  debut: ({ debut }) => placesOfCodes(debut, ""),
  fin: ({ fin }) => placesOfCodes(fin, ""),
  etat: ({ etat }) => placesOfCodes(etat, null),
};

/** The lines by place, those that have none last, ties in the order of their numbers. */
function inOrder({ places, size }: Places, byNumber: Int32Array, downwards: boolean): Int32Array {
  const bucket = (place: number) => (place < 0 ? size : downwards ? size - 1 - place : place);
  const next = new Int32Array(size + 2);
  for (const place of places) next[bucket(place) + 1] = (next[bucket(place) + 1] ?? 0) + 1;
  for (let at = 1; at < next.length; at++) next[at] = (next[at] ?? 0) + (next[at - 1] ?? 0);
  const order = new Int32Array(places.length);
  for (const line of byNumber) {
    const at = bucket(places[line] ?? -1);
    const rank = next[at] ?? 0;
    order[rank] = line;
    next[at] = rank + 1;
  }
  return order;
}

/** Orders that were asked for, as long as their lines are held. */
const ORDERS = new WeakMap<HeldLines, Map<string, Int32Array>>();

function orderOf(lines: HeldLines, sort: RapportColumn, direction: RapportFilters["direction"]): Int32Array {
  const { byNumber } = lines;
  if (sort === "numero") return direction === "asc" ? byNumber : byNumber.slice().reverse();
  return inOrder(PLACES[sort](lines), byNumber, direction === "desc");
}

/** All the lines in the order that the report is asked in (`orderBy` of page-rows.ts): each place holds the rank of a line. */
function orderLines(lines: HeldLines, { sort, direction }: RapportFilters): Int32Array {
  const known = ORDERS.get(lines) ?? new Map<string, Int32Array>();
  ORDERS.set(lines, known);
  const key = `${sort} ${direction}`;
  const order = known.get(key) ?? orderOf(lines, sort, direction);
  known.set(key, order);
  return order;
}

/** The dossiers of `length` kept lines from the `start`-th on, in the order that the report is asked in. */
export function sliceLines(
  { lines, mask }: KeptLines,
  filters: RapportFilters,
  { start, length }: { start: number; length: number },
): string[] {
  const found: string[] = [];
  let before = 0;
  for (const line of orderLines(lines, filters)) {
    if (mask[line] !== 1) continue;
    if (before++ < start) continue;
    if (found.length === length) break;
    found.push(textAt(lines.id, line));
  }
  return found;
}
