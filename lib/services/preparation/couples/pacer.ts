/** A third of the 300 calls a minute that the TBA allows an address: other processes may share ours. */
const PER_MINUTE = 100;
const MINUTE_MS = 60_000;

/** When the TBA may be asked about one more couple. */
export type Pacer = {
  /** Counts one call, if it may be made. */
  take: () => boolean;
  /** Milliseconds until one more call may be made, 0 when it may now. */
  waiting: () => number;
  /** The TBA did not answer: nobody asks for a minute. */
  pause: () => void;
};

const pacers = new WeakMap<object, Pacer>();

function newPacer(): Pacer {
  let calls: number[] = [];
  let silentUntil = 0;
  return {
    take: () => {
      const now = Date.now();
      calls = calls.filter((call) => call > now - MINUTE_MS);
      if (now < silentUntil || calls.length >= PER_MINUTE) return false;
      calls.push(now);
      return true;
    },
    waiting: () => {
      const now = Date.now();
      const full = calls.length >= PER_MINUTE ? (calls[calls.length - PER_MINUTE] ?? 0) + MINUTE_MS : 0;
      return Math.max(0, silentUntil - now, full - now);
    },
    pause: () => {
      silentUntil = Date.now() + MINUTE_MS;
    },
  };
}

/** The one pacer of a client of the TBA, whoever uses it: imports and nights share it. */
export function pacerOf(client: object): Pacer {
  const known = pacers.get(client) ?? newPacer();
  pacers.set(client, known);
  return known;
}
