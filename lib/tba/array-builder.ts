const OPENING = 0x5b;
const CLOSING = 0x5d;
const COMMA = 0x2c;

/** Room for some four hundred dossiers; it grows when a call is larger, and is then kept so. */
const FIRST_BYTES = 512 * 1024;
const SPARES_KEPT = 2;

/** Where arrays are put together, one after the other: memory asked for anew at each would wake the garbage collector. */
const spares: Buffer[] = [];

export type ArrayBuilder = {
  /** Copies a JSON value, as UTF-8, after those before it. */
  add: (value: Buffer) => void;
  /** The values, where they lie in the array that they make, which has a memory of its own (see `toArray`). Nothing is added after. */
  end: () => Buffer[];
};

/** Makes the JSON array of values that come one by one: what each came in can go at once. */
export function buildArray(): ArrayBuilder {
  let workplace = spares.pop() ?? Buffer.allocUnsafeSlow(FIRST_BYTES);
  let used = 0;
  const lengths: number[] = [];

  const makeRoomFor = (bytes: number) => {
    if (used + bytes <= workplace.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(2 * workplace.length, used + bytes));
    workplace.copy(larger, 0, 0, used);
    workplace = larger;
  };

  return {
    add: (value) => {
      makeRoomFor(1 + value.length);
      workplace[used] = used === 0 ? OPENING : COMMA;
      used += 1 + value.copy(workplace, used + 1);
      lengths.push(value.length);
    },
    end: () => {
      makeRoomFor(2);
      if (used === 0) workplace[used++] = OPENING;
      workplace[used++] = CLOSING;
      const body = Buffer.allocUnsafeSlow(used);
      workplace.copy(body, 0, 0, used);
      if (spares.length < SPARES_KEPT) spares.push(workplace);
      let at = 0;
      return lengths.map((length) => {
        const start = at + 1;
        at = start + length;
        return body.subarray(start, at);
      });
    },
  };
}
