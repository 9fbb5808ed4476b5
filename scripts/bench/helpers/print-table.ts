/** A benchmark's end: a table for people, then one line of JSON. */
export function printTable(rows: Record<string, string | number>[], digits: Record<string, string | number>): void {
  console.table(rows);
  console.log(JSON.stringify(digits));
}
