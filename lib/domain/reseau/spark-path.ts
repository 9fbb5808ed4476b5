/** The greatest of some values, 1 at least: the top of their line. */
export function topOf(values: readonly (number | null)[]): number {
  let top = 1;
  for (const value of values) if (value !== null && value > top) top = value;
  return top;
}

/** How wide a value alone is, at most. */
const DASH = 4;

const tenths = (n: number) => Math.round(10 * n) / 10;
/** A minus parts two numbers as well as a space does. */
const after = (n: number) => (n < 0 ? String(n) : ` ${n}`);

/**
 * The line of some values in a box of `width` × `height`, from 0 at the bottom to `top`, as the path of an SVG. A null is a gap; a value between two
 * gaps is a short dash. Empty when there is nothing to draw. Each point by its way from the one before, in fewer letters: a réseau has fifteen thousand.
 */
export function sparkPath(values: readonly (number | null)[], width: number, height: number, top: number): string {
  const step = width / Math.max(1, values.length - 1);
  const dash = tenths(Math.min(step, DASH));
  let path = "";
  let [lastX, lastY] = [0, 0];
  let joined = 0;
  for (let rank = 0; rank < values.length; rank++) {
    const value = values[rank] ?? null;
    if (value === null) {
      joined = 0;
      continue;
    }
    const [x, y] = [tenths(step * rank), Math.round(height - (height * value) / top)];
    if (joined === 0) path += `M${x} ${y}${(values[rank + 1] ?? null) === null ? `h${dash}` : ""}`;
    else path += `${joined === 1 ? "l" : " "}${tenths(x - lastX)}${after(y - lastY)}`;
    [lastX, lastY] = [x, y];
    joined += 1;
  }
  return path;
}
