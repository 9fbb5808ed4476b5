import type { JudgedRow } from "./classify/judge-row";

/** What the rows of an import do, or would do, in all. */
export type ImportCounts = {
  created: number;
  modified: number;
  unchanged: number;
  nonApprentis: number;
  correctionsKept: number;
  correctionsSettled: number;
  correctionsOverridden: number;
};

export type CountedRows = { counts: ImportCounts; gained: number; asks: number };

export const nothingCounted = (): CountedRows => ({
  counts: {
    created: 0,
    modified: 0,
    unchanged: 0,
    nonApprentis: 0,
    correctionsKept: 0,
    correctionsSettled: 0,
    correctionsOverridden: 0,
  },
  gained: 0,
  asks: 0,
});

const COLUMN = { new: "created", modified: "modified", unchanged: "unchanged" } as const;

/** Adds some rows to what was counted. */
export function countRows(counted: CountedRows, judged: readonly JudgedRow[]): void {
  for (const { kind, apprenti, gained, kept, ended, questions } of judged) {
    counted.counts[COLUMN[kind]] += 1;
    if (!apprenti) counted.counts.nonApprentis += 1;
    counted.counts.correctionsKept += kept;
    for (const { outcome } of ended) {
      counted.counts[outcome === "settled" ? "correctionsSettled" : "correctionsOverridden"] += 1;
    }
    counted.gained += gained;
    if (questions.length > 0) counted.asks += 1;
  }
}
