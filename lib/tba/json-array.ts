const OPENING = 0x5b;
const CLOSING = 0x5d;
const COMMA = 0x2c;

/** The array that these values lie in, one after the other, with nothing else in its memory (layOut); null when they lie elsewhere. */
function whereTheyLie(values: readonly Buffer[]): Buffer | null {
  const first = values[0];
  if (first === undefined || first.byteOffset !== 1) return null;
  const memory = Buffer.from(first.buffer);
  let at = 0;
  for (const [rank, value] of values.entries()) {
    if (value.buffer !== first.buffer || value.byteOffset !== at + 1) return null;
    if (memory[at] !== (rank === 0 ? OPENING : COMMA)) return null;
    at += 1 + value.length;
  }
  return memory[at] === CLOSING && at + 1 === memory.length ? memory : null;
}

function copyToArray(values: readonly Buffer[]): Buffer {
  const brackets = Math.max(2, values.length + 1);
  const body = Buffer.allocUnsafeSlow(values.reduce((sum, value) => sum + value.length, brackets));
  let at = 0;
  for (const value of values) {
    body[at] = at === 0 ? OPENING : COMMA;
    at += 1 + value.copy(body, at + 1);
  }
  if (at === 0) body[at++] = OPENING;
  body[at] = CLOSING;
  return body;
}

/** The JSON array of some JSON values, in their order, as the bytes of a body. Copied, unless they were laid out as such already. */
export function toArray(values: readonly Buffer[]): Buffer {
  return whereTheyLie(values) ?? copyToArray(values);
}

/** The same JSON values, copied into the array that they make: what they came in can go, and the array is not made again to be sent. */
export function layOut(values: readonly Buffer[]): Buffer[] {
  const body = copyToArray(values);
  let at = 0;
  return values.map(({ length }) => {
    const start = at + 1;
    at = start + length;
    return body.subarray(start, at);
  });
}
