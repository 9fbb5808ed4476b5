import type { ImportSummary } from "@/lib/services/imports/imports.types";

type SetAside = ImportSummary["setAside"][number];

export type ReasonGroup = {
  reason: string;
  count: number;
  /** «2 à 1 493, 1 500», by sheet: «2e année : 4, 8». */
  rows: string;
};

const number = (row: number) => row.toLocaleString("fr-FR");

/** «2 à 5, 9»: rows that follow each other are said by their ends. */
function ranges(rows: readonly number[]): string {
  const found: [first: number, last: number][] = [];
  for (const row of [...new Set(rows)].sort((a, b) => a - b)) {
    const current = found.at(-1);
    if (current !== undefined && row === current[1] + 1) current[1] = row;
    else found.push([row, row]);
  }
  return found
    .map(([first, last]) => {
      if (first === last) return number(first);
      return last === first + 1 ? `${number(first)}, ${number(last)}` : `${number(first)} à ${number(last)}`;
    })
    .join(", ");
}

/** The rows left out, one group for a reason, the largest first: a thousand rows with one reason are one line. */
export function groupReasons(setAside: readonly SetAside[]): ReasonGroup[] {
  const byReason = new Map<string, Map<string, number[]>>();
  for (const { sheet = "", row, reason } of setAside) {
    const bySheet = byReason.get(reason) ?? new Map<string, number[]>();
    const rows = bySheet.get(sheet) ?? [];
    rows.push(row);
    byReason.set(reason, bySheet.set(sheet, rows));
  }
  return [...byReason]
    .map(([reason, bySheet]) => ({
      reason,
      count: [...bySheet.values()].reduce((total, rows) => total + rows.length, 0),
      rows: [...bySheet].map(([sheet, rows]) => (sheet === "" ? "" : `${sheet} : `) + ranges(rows)).join(" ; "),
    }))
    .sort((a, b) => b.count - a.count);
}
