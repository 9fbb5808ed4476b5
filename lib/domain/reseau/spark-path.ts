/** The greatest of some values, 1 at least: the top of their line. */
export function topOf(values: readonly (number | null)[]): number {
  let top = 1;
  for (const value of values) if (value !== null && value > top) top = value;
  return top;
}

/**
 * The line of some values in a box of `width` × `height`, from 0 at the bottom to `top`, as the path of an SVG. A null is a gap; a value between two
 * gaps is a short dash. Empty when there is nothing to draw.
 */
export function sparkPath(values: readonly (number | null)[], width: number, height: number, top: number): string {
  const step = width / Math.max(1, values.length - 1);
  let path = "";
  let joined = false;
  for (let rank = 0; rank < values.length; rank++) {
    const value = values[rank] ?? null;
    if (value !== null) {
      const [x, y] = [Math.round(10 * step * rank) / 10, Math.round(height - (height * value) / top)];
      // After «M», the points that follow are those of the line: no letter is needed.
      path += joined ? ` ${x} ${y}` : `M${x} ${y}`;
      if (!joined && (values[rank + 1] ?? null) === null) path += "h1";
    }
    joined = value !== null;
  }
  return path;
}
