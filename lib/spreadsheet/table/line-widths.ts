import type { RawRow } from "@/lib/spreadsheet/raw.types";

/** Lines from which what most of them have says what they all should have. */
const ENOUGH = 4;

/**
 * The widths of the lines of a text, to tell those whose cells are shifted: a separator inside a cell without quotes makes one cell more. All the lines of
 * some software end with a separator that its headings lack: only what is wider than most is shifted. The rows of a workbook have no width, and are never.
 */
export function createWidths(heading: RawRow): { add: (row: RawRow) => void; shifted: () => ReadonlySet<number> } {
  const widths: number[] = [];
  const filled: number[] = [];
  const lines = new Map<number, number>();
  return {
    add: ({ width, cells }) => {
      if (width === undefined) return;
      widths.push(width);
      filled.push(cells.length);
      lines.set(width, (lines.get(width) ?? 0) + 1);
    },
    shifted: () => {
      const [usual = 0] = [...lines].sort((a, b) => b[1] - a[1]).map(([width]) => width);
      const most = Math.max(heading.width ?? 0, widths.length < ENOUGH ? 0 : usual);
      const looked = widths.length < ENOUGH ? filled : widths;
      return new Set(looked.flatMap((width, rank) => (width > most ? [rank] : [])));
    },
  };
}
