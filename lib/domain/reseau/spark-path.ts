/**
 * The line of some values in a box of `width` × `height`, from 0 at the bottom to `top` (the greatest of them, unless said), as the path of an
 * SVG. A null is a gap; a value between two gaps is a short dash. Empty when there is nothing to draw.
 */
export function sparkPath(
  values: readonly (number | null)[],
  width: number,
  height: number,
  top = Math.max(1, ...values.map((value) => value ?? 0)),
): string {
  const step = width / Math.max(1, values.length - 1);
  const y = (value: number) => Math.round(height - (height * value) / top);
  let path = "";
  for (const [rank, value] of values.entries()) {
    if (value === null) continue;
    const x = Math.round(10 * step * rank) / 10;
    const joined = rank > 0 && values[rank - 1] !== null;
    const alone = !joined && (values[rank + 1] ?? null) === null;
    path += `${joined ? "L" : "M"}${x} ${y(value)}${alone ? "h1" : ""}`;
  }
  return path;
}
