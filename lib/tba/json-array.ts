const OPENING = 0x5b;
const CLOSING = 0x5d;
const COMMA = 0x2c;

/** The JSON array of some JSON values, in their order: one body, each copied once. */
export function toArray(values: readonly Buffer[]): Buffer {
  const brackets = Math.max(2, values.length + 1);
  const body = Buffer.allocUnsafe(values.reduce((sum, value) => sum + value.length, brackets));
  let at = 0;
  for (const value of values) {
    body[at] = at === 0 ? OPENING : COMMA;
    at += 1 + value.copy(body, at + 1);
  }
  if (at === 0) body[at++] = OPENING;
  body[at] = CLOSING;
  return body;
}
