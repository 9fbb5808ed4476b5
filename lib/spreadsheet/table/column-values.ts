import type { Cell } from "@/lib/domain/parse-value";

/** Rows after which a column whose cells hardly repeat is no longer searched for those it knows. */
const TRIAL_ROWS = 4096;

/**
 * The cells of a column, each different one kept once: a file of 100,000 rows and 40 columns has four million cells and a few hundred thousand different
 * ones, and each of these is read once.
 */
export class ColumnValues {
  readonly values: Cell[] = [];
  private ranks = new Uint32Array(1024);
  private length = 0;
  private known: Map<Cell, number> | null = new Map();

  /** Adds the cell of the next row. */
  push(cell: Cell): void {
    if (this.length === this.ranks.length) {
      const larger = new Uint32Array(this.length * 2);
      larger.set(this.ranks);
      this.ranks = larger;
    }
    this.ranks[this.length] = this.rankOf(cell);
    this.length += 1;
    if (this.length === TRIAL_ROWS && this.values.length > TRIAL_ROWS * 0.8) this.known = null;
  }

  private rankOf(cell: Cell): number {
    const known = this.known?.get(cell);
    if (known !== undefined) return known;
    const rank = this.values.push(cell) - 1;
    this.known?.set(cell, rank);
    return rank;
  }

  /** The rank, among `values`, of the cell of a row (from 0). */
  rankAt(row: number): number {
    return this.ranks[row] ?? 0;
  }

  /** Puts another cell in a row: what a merged block says to each of its rows. */
  set(row: number, cell: Cell): void {
    this.ranks[row] = this.rankOf(cell);
  }

  /** Lets go of what only pushing needs. */
  close(): void {
    this.known = null;
  }

  /** How many rows hold each of the values. */
  counts(): Uint32Array {
    const counts = new Uint32Array(this.values.length);
    for (let row = 0; row < this.length; row++) {
      const rank = this.ranks[row] ?? 0;
      counts[rank] = (counts[rank] ?? 0) + 1;
    }
    return counts;
  }
}
