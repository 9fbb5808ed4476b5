import { buildArray } from "./array-builder";

const OPENING = 0x5b;
const CLOSING = 0x5d;
const COMMA = 0x2c;

/** The array that these values lie in, one after the other, with nothing else in its memory (array-builder.ts); null when they lie elsewhere. */
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

/** The JSON array of some JSON values, in their order, as the bytes of a body. Copied, unless they were laid out as such already. */
export function toArray(values: readonly Buffer[]): Buffer {
  if (values.length === 0) return Buffer.from("[]");
  const lying = whereTheyLie(values);
  if (lying !== null) return lying;
  const array = buildArray();
  for (const value of values) array.add(value);
  const [first] = array.end();
  return first === undefined ? Buffer.from("[]") : Buffer.from(first.buffer);
}
