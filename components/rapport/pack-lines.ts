import type { Day } from "@/lib/domain/day";
import type { RapportRow } from "@/lib/services/rapport/rapport.types";
import type { Cells, Packed } from "./packed-lines";
import { type RapportLine, rapportLines } from "./rapport-line";

function cellsOf(line: RapportLine): Cells {
  const { id, numero, formation, apprenant, statut, since, soon = 0, employeur, debut, fin, etat } = line;
  const { reserve = 0, marks = 0, reasons } = line;
  return [id, numero, formation, apprenant, statut, since, soon, employeur, debut, fin, etat, reserve, marks, reasons];
}

/** By the rows themselves: those of a page that is shown again are the same (lib/services/rapport/lines/guess-page.ts), and go when it goes. */
const known = new WeakMap<readonly RapportRow[], { today: Day; packed: string }>();

/**
 * The lines of a page on a day, as one text: React writes a text as it is, where it goes through an object value by value, for the page then for
 * the browser.
 */
export function packLines(rows: readonly RapportRow[], today: Day): string {
  const before = known.get(rows);
  if (before?.today === today) return before.packed;
  const { lines, reasons, statuts } = rapportLines(rows, today);
  const told: Packed = [lines.map(cellsOf), reasons, statuts];
  const packed = JSON.stringify(told);
  known.set(rows, { today, packed });
  return packed;
}
