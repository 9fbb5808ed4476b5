import { setTimeout as pause } from "node:timers/promises";
import { openScope, type Scope } from "@/lib/services/etablissements/scope";
import { countStream } from "./count-streams";

const INTERVAL_MS = 1000;
/** A line now and then keeps proxies from cutting a silent connection. */
const MAX_SILENCE_MS = 15_000;
/** The reader comes back by itself: the right to see is then checked again from the start. */
const MAX_DURATION_MS = 4 * 60_000;

/** What is followed: as it is now, how to read it again, and whether it still moves. */
export type Followed<T> = { first: T; load: (scope: Scope) => Promise<T>; isMoving: (value: T) => boolean };

/**
 * Something that moves as server-sent events: one each time it changes, the last one when it is over. The right to see is checked at each
 * reading. Ends with `stopSignal`, the reader's leaving. Throws BUSY when too many are open.
 */
export function streamChanges<T>(
  scope: Scope,
  { first, load, isMoving }: Followed<T>,
  stopSignal: AbortSignal,
): ReadableStream<Uint8Array> {
  const { uai } = scope.etablissement;
  const leave = countStream(scope);
  const toBytes = new TextEncoder();
  const left = new AbortController();
  const end = AbortSignal.any([stopSignal, left.signal, AbortSignal.timeout(MAX_DURATION_MS)]);

  async function* events(): AsyncGenerator<string> {
    let value = first;
    let said = "";
    let saidAt = 0;
    while (!end.aborted) {
      const text = JSON.stringify(value);
      if (text !== said) yield `data: ${text}\n\n`;
      else if (performance.now() - saidAt > MAX_SILENCE_MS) yield ": toujours là\n\n";
      if (text !== said || performance.now() - saidAt > MAX_SILENCE_MS) saidAt = performance.now();
      said = text;
      if (!isMoving(value)) return;
      await pause(INTERVAL_MS, undefined, { signal: end }).catch(() => {});
      if (!end.aborted) value = await load(await openScope({ ...scope, now: new Date() }, uai));
    }
  }

  end.addEventListener("abort", leave, { once: true });
  const next = events();
  return new ReadableStream({
    async pull(output) {
      try {
        const { value, done } = await next.next();
        if (!done) return output.enqueue(toBytes.encode(value));
        leave();
        output.close();
      } catch (error) {
        leave();
        throw error;
      }
    },
    cancel() {
      left.abort();
    },
  });
}
