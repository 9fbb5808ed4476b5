import type { RawRow } from "@/lib/spreadsheet/raw.types";

/** Lines from which what most of them have says what they all should have. */
const ENOUGH = 4;

/**
 * The widths of the lines of a text, to tell those whose cells are shifted: a separator inside a cell without quotes makes one cell more. All the lines of
 * some software end with a separator that its headings lack: only what is wider than most is shifted. The rows of a workbook have no width, and are never.
 */
export function createWidths(heading: RawRow): { add: (row: RawRow) => void; shifted: () => ReadonlySet<number> } {
  const most = heading.width ?? Number.POSITIVE_INFINITY;
  const wider: { rank: number; width: number; filled: number }[] = [];
  let lines = 0;
  return {
    add: ({ width = 0, cells }) => {
      if (width > most) wider.push({ rank: lines, width, filled: cells.length });
      lines += 1;
    },
    shifted: () => {
      if (lines < ENOUGH) return new Set(wider.flatMap(({ rank, filled }) => (filled > most ? [rank] : [])));
      const counts = new Map<number, number>();
      for (const { width } of wider) counts.set(width, (counts.get(width) ?? 0) + 1);
      const usual = [...counts].find(([, count]) => count > lines / 2)?.[0] ?? most;
      return new Set(wider.flatMap(({ rank, width }) => (width > usual ? [rank] : [])));
    },
  };
}
