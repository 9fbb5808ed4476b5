"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

const POLL_MS = 3000;
/** Events that fail so many times in a row: a proxy holds them back, we ask instead. */
const MAX_FAILURES = 2;
/** Or led to the page where one signs in. */
const SIGNED_OUT = 401;

/** What is followed: where its events come from, how to read one (null: something else), and whether it still moves. */
export type EventSpec<T> = {
  url: string;
  parse: (event: string) => T | null | Promise<T | null>;
  isMoving: (value: T) => boolean;
};

/**
 * Follows something on the server: events that it pushes, or, where they do not pass, a question every three seconds. When it no longer
 * moves, the page is brought up to date. `parse` and `isMoving` stay the same from one call to the next.
 */
export function useEvents<T>({ url, parse, isMoving }: EventSpec<T>, initial: T): T {
  const router = useRouter();
  const [value, setValue] = useState(initial);
  const active = isMoving(value);

  useEffect(() => {
    if (!active) return;
    let failures = 0;
    let timer: ReturnType<typeof setInterval> | undefined;
    const receive = async (text: string) => {
      const parsed = await parse(text);
      if (parsed === null) return;
      failures = 0;
      setValue(parsed);
      if (!isMoving(parsed)) router.refresh();
    };
    const ask = async () => {
      const answer = await fetch(`${url}?instantane=oui`).catch(() => null);
      if (answer === null) return;
      if (answer.ok && !answer.redirected) return receive(await answer.text());
      if (!answer.redirected && answer.status !== SIGNED_OUT) return;
      // Nothing will be told any more: the page says so, by leading to sign in and back.
      clearInterval(timer);
      router.refresh();
    };
    const source = new EventSource(url);
    source.onmessage = (event) => receive(event.data);
    source.onerror = () => {
      failures += 1;
      if (failures < MAX_FAILURES && source.readyState !== EventSource.CLOSED) return;
      source.close();
      timer ??= setInterval(ask, POLL_MS);
    };
    return () => {
      source.close();
      clearInterval(timer);
    };
  }, [active, url, parse, isMoving, router]);

  return value;
}
