import type { RawRow } from "@/lib/spreadsheet/raw.types";

/** Lines from which what most of them have says what they all should have. */
const ENOUGH = 4;

type Line = { rank: number; width: number };

/** What is wrong with lines of a text, by their ranks. `shifted`: wider than the others; `cut`: the first part of a line that goes on in the next ones. */
export type OddLines = { shifted: ReadonlySet<number>; cut: ReadonlySet<number> };

export const NO_ODD_LINES: OddLines = { shifted: new Set(), cut: new Set() };

/** The lines short of cells that, with those that follow them, make one of the width of the others: a line break in a cell without quotes cuts its line. */
function cutLines(shorter: readonly Line[], usual: number): ReadonlySet<number> {
  const cut = new Set<number>();
  let [parts, width, last] = [[] as number[], 1, -1];
  for (const line of shorter) {
    if (last !== line.rank - 1 || width + line.width - 1 > usual) [parts, width] = [[], 1];
    parts.push(line.rank);
    width += line.width - 1;
    last = line.rank;
    if (width !== usual) continue;
    for (const rank of parts.slice(0, -1)) cut.add(rank);
    [parts, width] = [[], 1];
  }
  return cut;
}

/**
 * The widths of the lines of a text, to tell those whose cells are shifted: a separator inside a cell without quotes makes one cell more, a line break two lines of
 * one. All the lines of some software end with a separator that its headings lack: only what is wider than most is shifted. The rows of a workbook have no width, and
 * are never.
 */
export function createWidths(heading: RawRow): { add: (row: RawRow) => void; odd: () => OddLines } {
  const most = heading.width ?? Number.POSITIVE_INFINITY;
  const wider: (Line & { filled: number })[] = [];
  const shorter: Line[] = [];
  let lines = 0;
  const usualWidth = () => {
    const counts = new Map<number, number>();
    for (const { width } of wider) counts.set(width, (counts.get(width) ?? 0) + 1);
    return [...counts].find(([, count]) => count > lines / 2)?.[0] ?? most;
  };
  return {
    add: ({ width, cells }) => {
      if (width !== undefined && width > most) wider.push({ rank: lines, width, filled: cells.length });
      if (width !== undefined && width < most) shorter.push({ rank: lines, width });
      lines += 1;
    },
    odd: () => {
      const usual = lines < ENOUGH ? most : usualWidth();
      const isWider = ({ width, filled }: (typeof wider)[number]) => (lines < ENOUGH ? filled > most : width > usual);
      const shifted = new Set(wider.flatMap((line) => (isWider(line) ? [line.rank] : [])));
      return { shifted, cut: cutLines(shorter, usual) };
    },
  };
}
